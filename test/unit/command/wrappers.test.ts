/**
 * The wrappers that are installed beside the program. That of Linux is run with a stub in place of the program; that of
 * Windows is read: what cmd.exe does with it stands in the check list for Windows.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const WRAPPERS = path.resolve(import.meta.dirname, '../../../resources/command')

describe.skipIf(process.platform === 'win32')('the wrapper of Linux', () => {
  let folder: string
  let wrapper: string

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'ews konnektor '))
    wrapper = path.join(folder, 'ews-konnektor')
    copyFileSync(path.join(WRAPPERS, 'ews-konnektor'), wrapper)
    chmodSync(wrapper, 0o755)
    const program = path.join(folder, 'ms-ews-konnektor')
    writeFileSync(program, '#!/bin/sh\nfor each in "$@"; do printf "%s\\n" "$each"; done\nexit 7\n', {
      mode: 0o755,
    })
  })

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (file: string, args: readonly string[]) => {
    const { status, stdout } = spawnSync(file, args, { encoding: 'utf8' })
    return { status, args: stdout.trimEnd().split('\n') }
  }

  it('hands arguments on as they are, needs no display, and ends with the exit code of the program', () => {
    expect(run(wrapper, ['sync', '--connector', 'Head office "A"', '$HOME', '*'])).toEqual({
      status: 7,
      args: ['--ozone-platform=headless', 'sync', '--connector', 'Head office "A"', '$HOME', '*'],
    })
  })

  it('finds the program also through a link, as a package puts it into the path', () => {
    const link = path.join(folder, 'linked')
    symlinkSync(wrapper, link)
    expect(run(link, ['status']).args).toEqual(['--ozone-platform=headless', 'status'])
  })

  it('shows the help without a command, and lets root say that there is no sandbox', () => {
    expect(run(wrapper, []).args).toEqual(['--ozone-platform=headless', 'help'])
    expect(run(wrapper, ['--no-sandbox', 'status']).args).toEqual([
      '--no-sandbox',
      '--ozone-platform=headless',
      'status',
    ])
  })

  it('is written for every shell', () => {
    execFileSync('sh', ['-n', wrapper])
  })
})

describe('the wrapper of Windows', () => {
  const text = readFileSync(path.join(WRAPPERS, 'ews-konnektor.cmd'), 'latin1')
  const lines = text.split('\r\n')

  it('waits for the program beside it, hands all arguments on as they were quoted, and ends with its exit code', () => {
    const call = lines.indexOf('"%~dp0MS EWS Konnektor.exe" %*')
    expect(call).toBeGreaterThan(0)
    expect(lines[call + 1]).toBe('exit /b %ERRORLEVEL%')
    // `start` without /wait, and `call`, which reads carets and percent signs anew, would spoil both.
    expect(text).not.toMatch(/^\s*(start|call)\b/im)
  })

  it('leaves exclamation marks alone and has the line ends that its labels need', () => {
    expect(lines).toContain('setlocal DisableDelayedExpansion')
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  })
})
