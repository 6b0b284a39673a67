/**
 * `npm run sign-update -- [folder] [--staging percent]`: signs the channel files of a build (default: dist). The private
 * keys are in the files that `EWS_KONNEKTOR_UPDATE_SIGNING_KEYS` names, several with commas between; an encrypted one
 * needs `EWS_KONNEKTOR_UPDATE_SIGNING_PASSPHRASE`.
 *
 * A staged roll-out is a number in the signed file: to let more computers have the version, sign again with a higher
 * one. To withdraw a version, sign the files of the version before it again.
 */
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { instantOf } from '#shared/domain/ids.ts'
import { signFolder } from './sign-folder.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { staging: { type: 'string' } },
})
const files = (process.env.EWS_KONNEKTOR_UPDATE_SIGNING_KEYS ?? '').split(',').filter((name) => name !== '')
const passphrase = process.env.EWS_KONNEKTOR_UPDATE_SIGNING_PASSPHRASE
const staging = values.staging === undefined ? undefined : Number(values.staging)
const isPercent = staging === undefined || (Number.isInteger(staging) && staging >= 0 && staging <= 100)
if (files.length === 0 || !isPercent) {
  process.stderr.write(
    'Usage: EWS_KONNEKTOR_UPDATE_SIGNING_KEYS=<files> npm run sign-update -- [folder] [--staging 0–100]\n',
  )
  process.exit(2)
}
const privateKeys = files.map((file) =>
  createPrivateKey({ key: readFileSync(file, 'utf8'), ...(passphrase !== undefined && { passphrase }) }),
)
const signed = signFolder({
  folder: positionals[0] ?? 'dist',
  privateKeys,
  signedAt: instantOf(new Date()),
  ...(staging !== undefined && { staging }),
})
process.stdout.write(`Signed: ${signed.join(', ')}\n`)
