/**
 * What goes into a package for support. Everything passes the same way: redacted by name and form, searched for stored
 * secrets, and with stand-ins for people where that is wished for. A new part is one entry here and its text.
 */
import { createReadStream, statSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { SupportOptions } from '#shared/domain/support.ts'
import { redactText, redactWhole } from '#shared/redact.ts'
import { redactedLine } from '../log/log-line.ts'
import { SUPPORT_TEXTS, type PartKind } from './support-texts.ts'
import type { PackagePart } from './write-package.ts'

/** Gathered by the service; all of it can be written as JSON. */
export type SupportFacts = {
  readonly system: unknown
  readonly configuration: unknown
  readonly accounts: unknown
  readonly problems: unknown
  readonly runs: unknown
  /** By the id of their owner. */
  readonly tests: ReadonlyMap<string, unknown>
  readonly traces: ReadonlyMap<string, unknown>
  /** Paths, the latest first. */
  readonly logs: readonly string[]
}

/** Of the log, the latest files. */
const MOST_LOG_BYTES = 30 * 1_048_576

/** @param clean takes out what must not leave, from a line or a document */
export function supportParts(
  facts: SupportFacts,
  options: SupportOptions,
  clean: (text: string) => string,
  now: Date,
): PackagePart[] {
  const texts = SUPPORT_TEXTS[options.language]
  const document = (name: string, kind: PartKind, value: unknown): PackagePart => {
    const text = `${clean(JSON.stringify(redactWhole(value), null, 2))}\n`
    return { name, about: texts[kind], bytes: Buffer.byteLength(text), read: () => [text] }
  }
  const parts = [
    document('system.json', 'system', facts.system),
    document('configuration.json', 'configuration', facts.configuration),
    document('accounts.json', 'accounts', facts.accounts),
    document('problems.json', 'problems', facts.problems),
    document('runs.json', 'runs', facts.runs),
    ...[...facts.tests].map(([owner, tests]) => document(`tests/${owner}.json`, 'tests', tests)),
    ...[...facts.traces].map(([account, trace]) => document(`traces/${account}.har`, 'trace', trace)),
    ...latest(facts.logs).map(({ file, bytes }): PackagePart => {
      const read = (): AsyncGenerator<string> => cleanLines(file, clean)
      return { name: `logs/${path.basename(file)}`, about: texts.log, bytes, read }
    }),
  ]
  return [readme(parts, options, now), ...parts]
}

function readme(parts: readonly PackagePart[], options: SupportOptions, now: Date): PackagePart {
  const texts = SUPPORT_TEXTS[options.language]
  const width = Math.max(...parts.map(({ name }) => name.length)) + 2
  const lines = [
    texts.title,
    `${texts.made}: ${now.toISOString()}`,
    '',
    texts.intro,
    '',
    ...parts.map(({ name, about }) => `  ${name.padEnd(width)}${about}`),
    '',
    texts.secrets,
    options.names === 'replaced' ? texts.namesReplaced : texts.namesKept,
    ...(options.subjects === 'included' ? [texts.subjectsKept] : []),
    '',
  ]
  const text = lines.join('\r\n')
  return { name: 'README.txt', about: texts.readme, bytes: Buffer.byteLength(text), read: () => [text] }
}

function latest(files: readonly string[]): { file: string; bytes: number }[] {
  let sum = 0
  return files
    .map((file) => ({ file, bytes: statSync(file).size }))
    .filter(({ bytes }) => (sum += bytes) <= MOST_LOG_BYTES || sum === bytes)
}

async function* cleanLines(file: string, clean: (text: string) => string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
  for await (const line of lines) yield `${clean(redactText(redactedLine(line)))}\n`
}
