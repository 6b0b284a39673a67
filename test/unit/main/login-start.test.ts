import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { desktopEntry } from '#electron/main/desktop-entry.ts'
import { autostartFile, linuxLoginStart, systemLoginStart } from '#electron/main/login-start.ts'

const COMMAND = { file: '/opt/MS EWS Konnektor/ms-ews-konnektor', args: ['--hidden'] }

describe('starting with the computer, on Linux', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-autostart-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })
  const start = () => linuxLoginStart(COMMAND, { XDG_CONFIG_HOME: folder }, 'MS EWS Konnektor')
  const file = () => autostartFile({ XDG_CONFIG_HOME: folder })

  it('is a file in the autostart folder, which goes again', async () => {
    expect(start().isOn()).toBe(false)
    expect(start().set(true).ok).toBe(true)
    expect(start().isOn()).toBe(true)
    expect(await readFile(file(), 'utf8')).toContain(
      'Exec="/opt/MS EWS Konnektor/ms-ews-konnektor" --hidden\n',
    )
    expect(start().set(false).ok).toBe(true)
    expect(start().isOn()).toBe(false)
  })

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
    'is off where the desktop wrote %s',
    async (line) => {
      start().set(true)
      await writeFile(file(), (await readFile(file(), 'utf8')).replace(/X-GNOME.*/, line))
      expect(start().isOn()).toBe(false)
    },
  )

  it('says why it cannot be switched on', async () => {
    await writeFile(path.join(folder, 'autostart'), 'a file where the folder should be')
    expect(start().set(true)).toMatchObject({ ok: false, error: { code: 'document.write-failed' } })
  })

  it('ignores a configuration folder that is not absolute', () => {
    expect(autostartFile({ XDG_CONFIG_HOME: 'here' })).toBe(autostartFile({}))
  })
})

it.each([
  ['/usr/bin/a', '/usr/bin/a --hidden'],
  ['/opt/a b/c', '"/opt/a b/c" --hidden'],
  ['/opt/100%/c', '/opt/100%%/c --hidden'],
  ['/opt/$x`"\\/c', '"/opt/\\\\$x\\\\`\\\\"\\\\\\\\/c" --hidden'],
])('an entry starts the program %s', (program, exec) => {
  expect(desktopEntry({ name: 'A', file: program, args: ['--hidden'] })).toContain(`\nExec=${exec}\n`)
})

it('on Windows it is off when it was switched off in the task manager, and on macOS when there is no entry', () => {
  const set: unknown[] = []
  const items = {
    getLoginItemSettings: () => ({ openAtLogin: true, executableWillLaunchAtLogin: false }),
    setLoginItemSettings: (settings: unknown) => void set.push(settings),
  }
  expect(systemLoginStart(COMMAND, items, 'win32').isOn()).toBe(false)
  expect(systemLoginStart(COMMAND, items, 'darwin').isOn()).toBe(true)
  systemLoginStart(COMMAND, items, 'win32').set(true)
  expect(set).toEqual([{ openAtLogin: true, path: COMMAND.file, args: ['--hidden'] }])
})

it('a start with Windows that was installed for all users is not switched off by one of them', () => {
  const entry = { openAtLogin: false, executableWillLaunchAtLogin: true }
  const items = { getLoginItemSettings: () => entry, setLoginItemSettings: () => undefined }
  const start = systemLoginStart(COMMAND, items, 'win32')
  expect(start.set(false)).toMatchObject({ ok: false, error: { code: 'background.set-for-all' } })
  expect(start.set(true).ok).toBe(true)
})
