/** Where policies are read from: only what administrators alone can write, and never so that the start hangs. */
import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { policyFile } from '#electron/policies/file-policies.ts'
import { machineFolder, policyReaders } from '#electron/policies/machine-places.ts'
import { Policies } from '#electron/policies/policies.ts'
import { onlyAdministratorsWrite } from '#electron/policies/trusted-file.ts'
import { isProtectedBy } from '#electron/policies/windows-owner.ts'
import { windowsRegistry } from '#electron/policies/windows-registry.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-test-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const inFolder = (name: string) => path.join(folder, name)
const read = (file: string) => policyFile(file, () => Promise.resolve(null))()

const isRoot = process.getuid?.() === 0
const NOT_ROOT = isRoot ? '' : ' (skipped: only root can give files to others)'

describe('the file of the computer', () => {
  it('may be missing', async () => {
    expect(await read(inFolder('policies.json'))).toEqual({ policies: [], problems: [] })
    expect(await read(inFolder('policies.json/deeper'))).toEqual({ policies: [], problems: [] })
  })

  it('is told where it is a folder, a pipe, or larger than a megabyte', async () => {
    await mkdir(inFolder('folder.json'))
    execFileSync('mkfifo', [inFolder('pipe.json')])
    await writeFile(inFolder('large.json'), Buffer.alloc(1024 * 1024 + 1, 0x20))
    const codes = await Promise.all(
      ['folder.json', 'pipe.json', 'large.json'].map(async (name) => {
        const { problems } = await read(inFolder(name))
        return problems[0]?.error.code
      }),
    )
    expect(codes).toEqual(['policy.file-unreadable', 'policy.file-unreadable', 'policy.file-too-large'])
  })

  it.runIf(isRoot)(`holds only where root alone can change it${NOT_ROOT}`, async () => {
    const file = inFolder('policies.json')
    const codes = async () =>
      (await policyFile(file, onlyAdministratorsWrite)()).problems.map(({ error }) => error.code)
    await writeFile(file, '{ "mandatory": { "LogDays": 5 } }', { mode: 0o644 })
    expect(await codes()).toEqual([])
    await chmod(file, 0o664)
    expect(await codes()).toEqual(['policy.file-not-trusted'])
    await chmod(file, 0o644)
    await chown(file, 1000, 1000)
    expect(await codes()).toEqual(['policy.file-not-trusted'])
    await chown(file, 0, 0)
    await chmod(folder, 0o777)
    expect(await codes()).toEqual(['policy.file-not-trusted'])
    await chmod(folder, 0o755)
    await writeFile(inFolder('own.json'), '{ "mandatory": { "LogDays": 5 } }', { mode: 0o644 })
    await chown(inFolder('own.json'), 1000, 1000)
    await rm(file)
    await symlink(inFolder('own.json'), file)
    expect(await codes()).toEqual(['policy.file-not-trusted'])
  })

  it('keeps what it said last while it cannot be read, and says so', async () => {
    const file = inFolder('policies.json')
    await writeFile(file, '{ "mandatory": { "LogDays": 5 } }')
    const policies = new Policies([policyFile(file, () => Promise.resolve(null))])
    expect(await policies.read()).toBe(true)
    expect(await policies.read()).toBe(false)
    await writeFile(file, '{ "mandatory": ')
    expect(await policies.read()).toBe(true)
    expect(policies.set.settings).toMatchObject([{ value: 5 }])
    expect(policies.set.problems).toHaveLength(1)
    await rm(file)
    await policies.read()
    expect([policies.set.settings, policies.set.problems]).toEqual([[], []])
  })
})

describe('the places', () => {
  it('of the packaged application are those of the computer, whatever its environment says', async () => {
    const file = inFolder('policies.json')
    await writeFile(file, '{ "mandatory": { "LogDays": 5 } }')
    const named = { EWS_KONNEKTOR_POLICIES: folder }
    const counts = await Promise.all(
      [true, false].map(async (isPackaged) => {
        const all = await Promise.all(policyReaders(isPackaged, named).map((each) => each()))
        return all.flatMap(({ policies }) => policies).filter(({ name }) => name === 'LogDays').length
      }),
    )
    expect(counts).toEqual([0, 1])
    expect(policyReaders(false, {})).toEqual([])
  })

  it('are those where each system keeps such files', () => {
    expect(machineFolder('linux', {})).toBe('/etc/ms-ews-konnektor')
    expect(machineFolder('darwin', {})).toBe('/Library/Application Support/MS EWS Konnektor')
    expect(machineFolder('win32', { ProgramData: 'D:\\Daten' })).toBe('D:\\Daten\\MS EWS Konnektor')
  })
})

describe('the registry of Windows, by a program that takes the place of reg.exe', () => {
  const stub = async (script: string) => {
    const program = inFolder('reg')
    await writeFile(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    return windowsRegistry(program)
  }
  const readAll = async (script: string) => {
    const read = await Promise.all((await stub(script)).map((each) => each()))
    return {
      policies: read.flatMap(({ policies }) => policies),
      problems: read.flatMap(({ problems }) => problems),
    }
  }
  const key = String.raw`SOFTWARE\Policies\Winoffice\MS EWS Konnektor`

  it('is exported from both roots, and a root without our key is no problem', async () => {
    const script = [
      `[ "$1" = export ] && [ "$4" = /y ] || exit 9`,
      String.raw`[ "$2" = 'HKLM\${key}' ] || exit 1`.replace('${key}', key),
      `printf 'Windows Registry Editor Version 5.00\\r\\n\\r\\n[HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Policies\\\\Winoffice\\\\MS EWS Konnektor]\\r\\n"Theme"="dark"\\r\\n' > "$3"`,
    ]
    const { policies, problems } = await readAll(script.join('\n'))
    expect(problems).toEqual([])
    expect(policies).toEqual([
      ...[
        {
          source: 'machine-registry',
          level: 'mandatory',
          name: 'Theme',
          value: { kind: 'text', text: 'dark' },
        },
      ],
    ])
  })

  it('is told where it cannot be read', async () => {
    for (const script of ['exit 5', 'exit 0', 'echo nonsense > "$3"']) {
      const { policies, problems } = await readAll(script)
      expect(policies).toEqual([])
      expect(problems.map(({ source, error }) => [source, error.code])).toEqual([
        ['machine-registry', 'policy.registry-unreadable'],
        ['user-registry', 'policy.registry-unreadable'],
      ])
    }
  })

  it('keeps what the computer said last while its root alone cannot be read, whatever that of the user says', async () => {
    const written = (root: string, line: string) =>
      `printf 'Windows Registry Editor Version 5.00\\r\\n\\r\\n[${root}\\\\SOFTWARE\\\\Policies\\\\Winoffice\\\\MS EWS Konnektor]\\r\\n${line}\\r\\n' > "$3"`
    const script = (ofComputer: string) =>
      [
        `case "$2" in`,
        `HKLM*) ${ofComputer} ;;`,
        `*) ${written('HKEY_CURRENT_USER', '"Theme"="dark"')} ;;`,
        `esac`,
      ].join('\n')
    const policies = new Policies(
      await stub(script(written('HKEY_LOCAL_MACHINE', '"LogDays"=dword:00000005'))),
    )
    await policies.read()
    await stub(script('exit 5'))
    await policies.read()
    expect(policies.set.settings.map(({ policy, value }) => [policy, value])).toEqual([
      ['Theme', 'dark'],
      ['LogDays', 5],
    ])
    expect(policies.set.problems).toMatchObject([{ source: 'machine-registry' }])
  })
})

describe('the security descriptor of a file of Windows', () => {
  const SYSTEM_ONLY = '(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)'
  it.each([
    ['of SYSTEM, which users may read', `O:SYG:SYD:AI${SYSTEM_ONLY}`, true],
    ['of Administrators', `O:BAG:DUD:PAI${SYSTEM_ONLY}S:AI`, true],
    ['readable by letters', 'O:BAG:DUD:P(A;;FA;;;BA)(A;;FRFX;;;BU)', true],
    ['with a denial', 'O:BAG:DUD:P(D;;FW;;;BU)(A;;FA;;;BA)', true],
    ['of a user, whatever its list says', `O:S-1-5-21-1-2-3-1001G:DUD:AI${SYSTEM_ONLY}`, false],
    ['that users may write', 'O:BAG:DUD:AI(A;ID;FA;;;BA)(A;ID;0x1301bf;;;BU)', false],
    ['that a user may delete', 'O:BAG:DUD:AI(A;;FA;;;BA)(A;;SD;;;S-1-5-21-1-2-3-1001)', false],
    ['whose owner and list users may change', 'O:BAG:DUD:AI(A;;FA;;;BA)(A;;FRWDWO;;;AU)', false],
    ['that everybody may do everything with', 'O:BAG:DUD:AI(A;;FA;;;WD)', false],
    ['without a list', 'O:BAG:DUD:NO_ACCESS_CONTROL', false],
    ['with a kind of entry that we do not know', 'O:BAG:DUD:(XA;;FX;;;BU;(a==1))', false],
    ['that nobody told', '', false],
  ])('%s', (_name, sddl, isProtected) => {
    expect(isProtectedBy(sddl)).toBe(isProtected)
  })
})
