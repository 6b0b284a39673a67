import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exitCode, npm } from '../../../resources/setup/child.ts'
import { hasDisplay } from '../../../resources/setup/display.ts'
import { withLock } from '../../../resources/setup/lock.ts'
import { cacheFolder } from '../../../resources/setup/paths.ts'
import { isCompletePng } from '../../../resources/setup/png.ts'
import { duration } from '../../../resources/setup/say.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('The set-up', () => {
  it('keeps downloads where each system keeps caches', () => {
    const name = 'ms-ews-konnektor'
    expect(cacheFolder('linux', {}, '/home/a')).toBe(join('/home/a', '.cache', name))
    expect(cacheFolder('linux', { XDG_CACHE_HOME: '/c' }, '/home/a')).toBe(join('/c', name))
    expect(cacheFolder('darwin', {}, '/Users/a')).toBe(join('/Users/a', 'Library', 'Caches', name))
    expect(cacheFolder('win32', { LOCALAPPDATA: 'L' }, 'U')).toBe(join('L', name, 'Cache'))
  })

  it('needs a virtual display on Linux alone, and only without a real one', () => {
    expect(hasDisplay('linux', {})).toBe(false)
    expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
    expect(hasDisplay('win32', {})).toBe(true)
    expect(hasDisplay('darwin', {})).toBe(true)
  })

  it('calls the npm that started it through Node, without a shell', () => {
    const [program, args] = npm(['pack'], { npm_execpath: '/lib/npm/bin/npm-cli.js' })
    expect(program).toBe(process.execPath)
    expect(args).toEqual(['/lib/npm/bin/npm-cli.js', 'pack'])
  })

  it('does not take another package manager for npm', () => {
    expect(npm(['pack'], { npm_execpath: '/lib/yarn.js' })[1]).not.toContain('/lib/yarn.js')
  })

  it('passes exit codes on, and signals as shells do', () => {
    expect(exitCode(7, null)).toBe(7)
    expect(exitCode(null, 'SIGTERM')).toBe(143)
    expect(exitCode(null, null)).toBe(1)
  })

  it('writes durations for people', () => {
    expect(duration(4_230)).toBe('4.2 s')
    expect(duration(125_000)).toBe('2 min 05 s')
  })
})

describe('The lock of the set-up', () => {
  it('lets one in at a time and is gone afterwards', async () => {
    const lock = join(folder, 'lock')
    const events: string[] = []
    let waits = 0
    const enter = (name: string): Promise<void> =>
      withLock(
        lock,
        () => waits++,
        async () => {
          events.push(`${name} in`)
          await readFile(lock)
          events.push(`${name} out`)
        },
      )
    await Promise.all([enter('a'), enter('b')])
    expect(events.filter((_, index) => index % 2 === 0).every((event) => event.endsWith(' in'))).toBe(true)
    expect(waits).toBe(1)
    await expect(readFile(lock)).rejects.toThrow()
  })

  it('is taken over from a holder that died', async () => {
    const lock = join(folder, 'lock')
    await writeFile(lock, '999999999') // above the largest process id of every system
    await expect(
      withLock(
        lock,
        () => undefined,
        () => Promise.resolve('done'),
      ),
    ).resolves.toBe('done')
  })

  it('is given back when the work fails', async () => {
    const lock = join(folder, 'lock')
    const failing = withLock(
      lock,
      () => undefined,
      () => Promise.reject(new Error('no space')),
    )
    await expect(failing).rejects.toThrow('no space')
    await expect(readFile(lock)).rejects.toThrow()
  })
})

describe('The picture of the window', () => {
  it('counts only when it is written to its end', async () => {
    const icon = join(import.meta.dirname, '..', '..', '..', 'resources', 'icons', '16x16.png')
    const whole = await readFile(icon)
    const half = join(folder, 'half.png')
    await writeFile(half, whole.subarray(0, whole.length - 20))
    expect(await isCompletePng(icon)).toBe(true)
    expect(await isCompletePng(half)).toBe(false)
    expect(await isCompletePng(join(folder, 'absent.png'))).toBe(false)
  })
})
