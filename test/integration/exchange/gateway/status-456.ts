/**
 * Run in a process of its own, because the bare library throws past its promise: whether a call that is answered
 * with HTTP 456 settles. The process ends when nothing is left to wait for.
 */
import { loadLibrary } from '#electron/exchange/gateway/library.ts'

const library = await loadLibrary()
const service = new library.ExchangeService(library.ExchangeVersion.Exchange2013_SP1)
service.Url = new library.Uri(process.argv[2] ?? '')
service.Credentials = new library.WebCredentials('anna', 'geheim')

let state = 'never settled'
const settled = (): void => {
  state = 'settled'
}
process.on('unhandledRejection', () => undefined)
process.on('exit', () => {
  process.stdout.write(state)
})
service.GetServerTimeZones().then(settled, settled)
