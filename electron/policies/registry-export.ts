/**
 * Reads what `reg export` writes, `Windows Registry Editor Version 5.00`: UTF-16 with a byte order mark, exact, and the
 * same in every language of Windows.
 *
 * Rejected: the output of `reg query`. It is written in the code page of the console, so that umlauts break; columns
 * are separated by spaces that may stand in names and values, and an empty value looks like none. PowerShell needs
 * half a second to start, and a native module would be a second one to build and sign for every platform.
 */
import type { RawValue } from './raw-policies.ts'

export type RegistryKey = {
  /** `HKEY_LOCAL_MACHINE\SOFTWARE\…` */
  readonly path: string
  readonly values: ReadonlyMap<string, RawValue>
}

/** Bytes of the file as text: UTF-16 where it says so, else UTF-8, as people write such files on other systems. */
export function registryText(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes)
}

/** @returns `null`: this is no export of a registry */
export function parseRegistryExport(text: string): RegistryKey[] | null {
  if (!/^\s*(Windows Registry Editor Version 5\.00|REGEDIT4)\s/.test(`${text}\n`)) return null
  const keys: { path: string; values: Map<string, RawValue> }[] = []
  // A value over several lines of hexadecimal ends each but the last with a backslash.
  const joined = text.replace(/,\\\r?\n\s*/g, ',')
  ENTRY.lastIndex = 0
  for (const match of joined.matchAll(ENTRY)) {
    const { key, name, text: quoted, word, hex, kind, bytes } = match.groups ?? {}
    if (key !== undefined) keys.push({ path: key, values: new Map() })
    const values = keys.at(-1)?.values
    if (name === undefined || !values) continue
    if (quoted !== undefined) values.set(unescaped(name), { kind: 'text', text: unescaped(quoted) })
    else if (word !== undefined) values.set(unescaped(name), { kind: 'number', value: parseInt(word, 16) })
    else if (hex !== undefined) values.set(unescaped(name), ofBytes(kind ?? '', bytes ?? ''))
  }
  return keys
}

/** Strings may hold line breaks, so that the text is read by entries and not by lines. */
const STRING = String.raw`(?:[^"\\]|\\[\s\S])*`
const ENTRY = new RegExp(
  String.raw`^\[(?<key>[^-\r\n][^\r\n]*)\][ \t]*\r?$` +
    String.raw`|^"(?<name>${STRING})"=(?:"(?<text>${STRING})"|dword:(?<word>[0-9a-f]{1,8})|(?<hex>hex(?:\((?<kind>[0-9a-f]+)\))?:(?<bytes>[0-9a-f,]*)))[ \t]*\r?$`,
  'gim',
)

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, '$1')
}

/** The kinds of the registry by their numbers: 1 REG_SZ, 2 REG_EXPAND_SZ, 4 REG_DWORD, 7 REG_MULTI_SZ, b REG_QWORD. */
function ofBytes(kind: string, hex: string): RawValue {
  const bytes = Uint8Array.from(hex.split(',').filter(Boolean), (each) => parseInt(each, 16))
  const text = (): string => new TextDecoder('utf-16le').decode(bytes)
  switch (kind) {
    case '1':
    case '2':
      return { kind: 'text', text: text().replace(/\0+$/, '') }
    case '7':
      return { kind: 'lines', lines: text().split('\0').filter(Boolean) }
    case '4':
    case 'b':
      // Little-endian; what no policy has is far below what a number holds exactly.
      return { kind: 'number', value: bytes.reduceRight((sum, byte) => sum * 256 + byte, 0) }
    default:
      return { kind: 'other' }
  }
}
