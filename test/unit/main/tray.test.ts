import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { closingOf } from '#electron/main/closing.ts'
import {
  taskBarTone,
  TRAY_ICON_SIZES,
  TRAY_ICONS,
  TRAY_STATES,
  trayIconFile,
} from '#electron/main/tray/tray-icon.ts'
import { isTrayShown } from '#electron/main/tray/tray-presence.ts'
import { trayView, type TraySituation } from '#electron/main/tray/tray-view.ts'
import { de } from '#shared/texts/de.ts'

type Running = Extract<TraySituation, { is: 'running' }>
const running = (changes: Partial<Running> = {}): TraySituation => ({
  ...{ is: 'running', state: 'healthy', problems: 0, underWay: 0, allPaused: false },
  ...changes,
})
const viewOf = (situation: TraySituation) => trayView(situation, 'Konnektor', de.background)

describe('the icon beside the clock', () => {
  it.each([
    [{ is: 'starting' }, 'idle', 'Wird gestartet …'],
    [{ is: 'ending' }, 'idle', 'Wird beendet …'],
    [running({ state: 'unused' }), 'idle', 'Noch nichts eingerichtet'],
    [running(), 'healthy', 'Alles in Ordnung'],
    [running({ underWay: 1 }), 'synchronising', 'Alles in Ordnung · 1 Konto wird synchronisiert'],
    [running({ underWay: 12 }), 'synchronising', 'Alles in Ordnung · 12 Konten werden synchronisiert'],
    [running({ state: 'attention', problems: 1 }), 'attention', 'Braucht Aufmerksamkeit · 1 Problem'],
    [
      running({ state: 'attention', problems: 3, underWay: 2 }),
      'attention',
      'Braucht Aufmerksamkeit · 3 Probleme · 2 Konten werden synchronisiert',
    ],
    [running({ state: 'stopped', problems: 2 }), 'stopped', 'Die Synchronisation steht · 2 Probleme'],
    [running({ state: 'stopped', allPaused: true }), 'stopped', 'Pausiert'],
  ] as const)('for %o is %s and says "%s"', (situation, icon, stateLine) => {
    expect(viewOf(situation)).toMatchObject({ icon, stateLine, tooltip: `Konnektor: ${stateLine}` })
  })

  it('offers to synchronise and to pause only where there is something, and to quit only once', () => {
    const offered = (situation: TraySituation) => {
      const { canSynchronise, pausing, canQuit } = viewOf(situation)
      return { canSynchronise, pausing, canQuit }
    }
    expect(offered(running())).toEqual({ canSynchronise: true, pausing: 'pause', canQuit: true })
    expect(offered(running({ allPaused: true }))).toMatchObject({ pausing: 'resume' })
    expect(offered(running({ state: 'unused' }))).toEqual({
      canSynchronise: false,
      pausing: null,
      canQuit: true,
    })
    expect(offered({ is: 'ending' })).toEqual({ canSynchronise: false, pausing: null, canQuit: false })
  })

  it('fits into what Windows shows of a tooltip', () => {
    const worst = running({ state: 'attention', problems: 10_000, underWay: 10_000 })
    expect(trayView(worst, 'MS EWS Konnektor', de.background).tooltip.length).toBeLessThan(128)
  })

  it('is drawn for a dark task bar where the system does not say which one it has', () => {
    expect([undefined, true, false].map(taskBarTone)).toEqual(['dark', 'dark', 'light'])
  })
})

describe('its pictures', () => {
  const folder = path.resolve('resources/icons/tray')
  const picture = (icon: Parameters<typeof trayIconFile>[0], size: Parameters<typeof trayIconFile>[1]) =>
    readFile(path.join(folder, trayIconFile(icon, size)))

  it('are there for each state, on dark and light, in their sizes, and together for Windows', async () => {
    for (const icon of TRAY_ICONS) {
      const together = await picture(icon, 'ico')
      expect(together.readUInt16LE(4)).toBe(TRAY_ICON_SIZES.length)
      for (const [index, size] of TRAY_ICON_SIZES.entries()) {
        const png = await picture(icon, size)
        expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
        const at = 6 + index * 16
        const start = together.readUInt32LE(at + 12)
        expect(together.subarray(start, start + together.readUInt32LE(at + 8)).equals(png)).toBe(true)
      }
    }
  })

  it('differ in shape, not only in colour: in the menu bar of macOS only their outline is left', async () => {
    const outlines = new Map<string, boolean[]>()
    for (const state of TRAY_STATES)
      outlines.set(state, outlineOf(await picture({ state, tone: 'light' }, 16)))
    for (const [one, outline] of outlines) {
      for (const [other, another] of outlines) {
        if (one >= other) continue
        const different = outline.filter((isDrawn, index) => isDrawn !== another[index]).length
        expect([one, other, different > 16 * 16 * 0.04]).toEqual([one, other, true])
      }
    }
  })
})

/** Which pixels of a PNG with 8 bit RGBA are rather drawn than not. */
function outlineOf(png: Buffer): boolean[] {
  const width = png.readUInt32BE(16)
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const raw = inflateSync(Buffer.concat(parts))
  const stride = width * 4
  const pixels = Buffer.alloc(stride * width)
  for (let y = 0; y < width; y += 1) {
    const filter = raw[y * (stride + 1)]!
    for (let x = 0; x < stride; x += 1) {
      const a = x < 4 ? 0 : pixels[y * stride + x - 4]!
      const b = y === 0 ? 0 : pixels[(y - 1) * stride + x]!
      const c = x < 4 || y === 0 ? 0 : pixels[(y - 1) * stride + x - 4]!
      const guess = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter]!
      pixels[y * stride + x] = (raw[y * (stride + 1) + 1 + x]! + guess) & 0xff
    }
  }
  return Array.from({ length: width * width }, (_nothing, index) => pixels[index * 4 + 3]! > 127)
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)] as const
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
}

describe('whether the desktop shows icons beside the clock', () => {
  const asked: string[] = []
  const answering = (answers: Record<string, string | null>) => async (file: string) => {
    asked.push(file)
    return answers[file] ?? null
  }
  const linux = (environment: NodeJS.ProcessEnv, answers: Record<string, string | null> = {}) => {
    asked.splice(0)
    return isTrayShown({ platform: 'linux', environment, run: answering(answers), exists: () => false })
  }
  const BUS = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' }

  it('is asked on the session bus, by whichever program is there', async () => {
    expect(await linux(BUS, { gdbus: '(true,)\n' })).toBe(true)
    expect(asked).toEqual(['gdbus'])
    expect(await linux(BUS, { gdbus: '(false,)\n' })).toBe(false)
    expect(await linux(BUS, { 'dbus-send': '   boolean true' })).toBe(true)
    expect(asked).toEqual(['gdbus', 'dbus-send'])
    expect(await linux(BUS)).toBe(false)
  })

  it('is not asked where there is no session, nor where it is known', async () => {
    expect(await linux({}, { gdbus: '(true,)' })).toBe(false)
    expect(await linux({ ...BUS, EWS_KONNEKTOR_TRAY: 'no' }, { gdbus: '(true,)' })).toBe(false)
    expect(await linux({ EWS_KONNEKTOR_TRAY: 'yes' })).toBe(true)
    expect(await isTrayShown({ platform: 'win32', environment: {}, run: answering({}) })).toBe(true)
    expect(asked).toEqual([])
  })
})

it('closing the window hides it where it can be found again, and ends a demo', () => {
  const closing = (closeToTray: boolean, hasTray: boolean, isDemo = false) =>
    closingOf({ closeToTray, hasTray, isDemo })
  expect([
    closing(true, true),
    closing(true, false),
    closing(false, true),
    closing(true, true, true),
  ]).toEqual(['hide', 'minimise', 'quit', 'quit'])
})
