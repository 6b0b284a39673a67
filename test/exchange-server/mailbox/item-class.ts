/**
 * The class that Exchange gives to a message by its MIME content (MS-OXCMAIL 2.1.3.2.3, MS-OXORMSG): encrypted and
 * signed messages, and reports of the mail system.
 *
 * Only the header is looked at; PGP is an ordinary message to Exchange.
 */
const HEADER_END = /\r?\n\r?\n/
const MAX_HEADER = 65_536 // bytes; what a header cannot exceed is not looked for in the body either

const contentType = (header: string): string =>
  /^content-type:[ \t]*((?:.|\r?\n[ \t])*)/im
    .exec(header)?.[1]
    ?.replace(/\r?\n[ \t]+/g, ' ')
    .toLowerCase() ?? ''

export function itemClassOf(mime: Uint8Array): string {
  const text = Buffer.from(mime.buffer, mime.byteOffset, Math.min(mime.byteLength, MAX_HEADER)).toString(
    'latin1',
  )
  const end = HEADER_END.exec(text)?.index ?? text.length
  const type = contentType(text.slice(0, end))
  if (/^application\/(x-)?pkcs7-mime/.test(type)) {
    return type.includes('signed-data') ? 'IPM.Note.SMIME.MultipartSigned' : 'IPM.Note.SMIME'
  }
  if (type.startsWith('multipart/signed')) {
    return type.includes('pkcs7-signature') ? 'IPM.Note.SMIME.MultipartSigned' : 'IPM.Note'
  }
  if (!type.startsWith('multipart/report')) return 'IPM.Note'
  const body = text.slice(end)
  if (type.includes('disposition-notification')) {
    return /^disposition:.*deleted/im.test(body) ? 'REPORT.IPM.Note.IPNNRN' : 'REPORT.IPM.Note.IPNRN'
  }
  if (!type.includes('delivery-status')) return 'IPM.Note'
  const action = /^action:[ \t]*(\w+)/im.exec(body)?.[1]?.toLowerCase()
  return action === 'failed' || action === undefined ? 'REPORT.IPM.Note.NDR' : 'REPORT.IPM.Note.DR'
}
