/** The configuration file of the command line and the file of an authority: read, parsed, and told when they do not fit. */
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { failure, ok, type Result } from '#shared/result.ts'
import { configValues } from './arguments.ts'
import { usageError } from './usage-error.ts'
import type { GivenValues } from './values.ts'

export async function readConfigFile(file: string): Promise<Result<GivenValues>> {
  try {
    const text = await readFile(file, 'utf8')
    return configValues(JSON.parse(text.replace(/^\uFEFF/, '')), file)
  } catch (error) {
    return failure(usageError('config-unreadable', { file, reason: readReason(error) }))
  }
}

/** @returns the PEM of the file, as often as it has to be handed on: none or once */
export async function readAuthorities(file: string | null): Promise<Result<string[]>> {
  if (file === null) return ok([])
  try {
    const pem = await readFile(file, 'utf8')
    new X509Certificate(pem) // throws when there is no certificate in it
    return ok([pem])
  } catch (error) {
    return failure(usageError('ca-unreadable', { file, reason: readReason(error) }))
  }
}

/** JSON errors of Node quote the content of the file, which may hold what must not be shown. */
function readReason(error: unknown): string {
  if (error instanceof SyntaxError) return 'no valid JSON'
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'unknown reason'
}
