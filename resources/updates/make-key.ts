/**
 * `npm run update-key -- <folder>`: a new key pair for signing updates. The public key goes into the build by
 * `EWS_KONNEKTOR_UPDATE_KEYS`; the private one is kept where builds are signed, and nowhere else: whoever has it can
 * give every installation a program of his own. With `EWS_KONNEKTOR_UPDATE_SIGNING_PASSPHRASE` it is encrypted.
 *
 * To replace a key: build it in beside the old one, sign with both until every computer has that build, then leave the
 * old one away.
 */
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { keyId } from '#electron/updates/update-signature.ts'

const folder = process.argv[2]
if (folder === undefined) {
  process.stderr.write('Usage: npm run update-key -- <folder>\n')
  process.exit(2)
}
const passphrase = process.env.EWS_KONNEKTOR_UPDATE_SIGNING_PASSPHRASE
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const id = keyId(publicKey)
const privateFile = path.join(folder, `update-${id}.private.pem`)
const publicFile = path.join(folder, `update-${id}.public.pem`)
mkdirSync(folder, { recursive: true })
writeFileSync(
  privateFile,
  privateKey.export({
    ...{ format: 'pem', type: 'pkcs8' },
    ...(passphrase !== undefined && { cipher: 'aes-256-cbc', passphrase }),
  }),
  { mode: 0o600, flag: 'wx' },
)
writeFileSync(publicFile, publicKey.export({ format: 'pem', type: 'spki' }), { flag: 'wx' })
process.stdout.write(`Key ${id}\n  keep secret:  ${privateFile}\n  build it in:  ${publicFile}\n`)
