/**
 * Whether only administrators, the system and the installer of Windows can change a file, by its security descriptor.
 *
 * PowerShell tells it as SDDL, which is the same in every language of Windows; `icacls` names neither the owner nor
 * anybody independently of the language. It takes half a second, and only where there is a file to ask about.
 */
import { execFile } from 'node:child_process'
import { systemProgram } from './windows-registry.ts'

/** Owners and writers: SYSTEM, Administrators, TrustedInstaller. */
const ADMINISTRATORS: ReadonlySet<string> = new Set([
  'SY',
  'BA',
  'S-1-5-18',
  'S-1-5-32-544',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
])

/** Rights that change nothing: by the letters of SDDL, and as a mask of the same. */
const READING: ReadonlySet<string> = new Set(['FR', 'FX', 'GR', 'GX', 'RC', 'SY', 'CC', 'SW', 'LO'])
// READ_CONTROL, SYNCHRONIZE, GENERIC_READ, GENERIC_EXECUTE, FILE_READ_DATA, _READ_EA, _EXECUTE, _READ_ATTRIBUTES
const READING_MASK = 0x0002_0000 + 0x0010_0000 + 0x8000_0000 + 0x2000_0000 + 0x1 + 0x8 + 0x20 + 0x80

/** @param sddl owner and access, `O:BAG:…D:PAI(A;;FA;;;SY)…`; without a list of access everybody may do everything */
export function isProtectedBy(sddl: string): boolean {
  const owner = /^O:(S-[\d-]+|[A-Z]{2})/.exec(sddl)?.[1]
  const access = /D:(?<flags>[A-Z_]*)(?<entries>(?:\([^)]*\))+)/.exec(sddl)?.groups
  if (owner === undefined || !ADMINISTRATORS.has(owner) || !access?.entries) return false
  return [...access.entries.matchAll(/\(([^)]*)\)/g)].every(([, entry = '']) => {
    const [kind, flags = '', rights = '', , , trustee = ''] = entry.split(';')
    // Denied, or only for what is created in it.
    if (kind === 'D' || flags.includes('IO')) return true
    return kind === 'A' && (ADMINISTRATORS.has(trustee) || onlyReads(rights))
  })
}

function onlyReads(rights: string): boolean {
  if (/^0x[0-9a-f]+$/i.test(rights)) {
    const others = ~BigInt(READING_MASK) & BigInt(rights)
    return others === 0n
  }
  return (rights.match(/../g) ?? ['']).every((right) => READING.has(right))
}

const TIME_LIMIT = 15_000 // ms; the first start of PowerShell after that of Windows is slow

/** What cannot be found out is not trusted. */
export function isProtectedOnWindows(file: string): Promise<boolean> {
  const powershell = systemProgram('WindowsPowerShell', 'v1.0', 'powershell.exe')
  const command = '[Console]::Out.Write((Get-Acl -LiteralPath $env:POLICY_FILE).Sddl)'
  return new Promise((resolve) => {
    execFile(
      powershell,
      ['-NoProfile', '-NonInteractive', '-Command', command],
      { timeout: TIME_LIMIT, windowsHide: true, env: { ...process.env, POLICY_FILE: file } },
      (error, output) => {
        resolve(!error && isProtectedBy(output.trim()))
      },
    )
  })
}
