/**
 * Items that are no ordinary mail, one line each: `await addUnusual(mailbox, 'pgp-encrypted')`.
 *
 * Encrypted and signed content is made up: nobody can open it, as nobody between the sender and the recipient can. Some kinds
 * are elements of their own in the answers, which clients rarely know (SharingMessage, Person, Network, RoleMember,
 * PostItem). `Booking`, which Exchange Online sends too, is missing because the schema at hand has no such element.
 */
import { createHash } from 'node:crypto'
import type { ItemElement } from '../mailbox/item.ts'
import type { AddOptions, Mailbox } from '../mailbox/mailbox.ts'

type Unusual = {
  readonly subject: string
  readonly contentType: string
  readonly body: readonly string[]
  readonly element?: ItemElement
  readonly itemClass?: string
}

const BOUNDARY = 'part-7f3a'

/** Base64 of bytes that mean nothing, the same every time. */
const opaque = (seed: string): string[] =>
  Array.from({ length: 16 }, (_, line) => createHash('sha384').update(`${seed} ${line}`).digest('base64'))

const armored = (kind: string): string[] => [
  `-----BEGIN PGP ${kind}-----`,
  '',
  ...opaque(kind),
  `-----END PGP ${kind}-----`,
]

const multipart = (...parts: readonly (readonly string[])[]): string[] => [
  ...parts.flatMap((part) => [`--${BOUNDARY}`, ...part]),
  `--${BOUNDARY}--`,
]

const TEXT = ['Content-Type: text/plain; charset=utf-8', '', 'Signed, not encrypted.']

const deliveryReport = (action: 'failed' | 'relayed', status: string): readonly string[] =>
  multipart(
    [
      'Content-Type: text/plain',
      '',
      action === 'failed' ? 'Delivery has failed.' : 'The message was relayed.',
    ],
    [
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns;mail.fabrikam.example',
      '',
      'Final-Recipient: rfc822;nobody@fabrikam.example',
      `Action: ${action}`,
      `Status: ${status}`,
    ],
  )

const plain = (subject: string, element: ItemElement, itemClass: string): Unusual => ({
  subject,
  element,
  itemClass,
  contentType: 'text/plain; charset=utf-8',
  body: [subject],
})

export const UNUSUAL_KINDS = {
  'smime-encrypted': {
    subject: 'Encrypted with S/MIME',
    contentType: 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
    body: opaque('smime'),
  },
  'smime-signed': {
    subject: 'Signed with S/MIME',
    contentType: `multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="${BOUNDARY}"`,
    body: multipart(TEXT, [
      'Content-Type: application/pkcs7-signature; name="smime.p7s"',
      'Content-Transfer-Encoding: base64',
      '',
      ...opaque('signature'),
    ]),
  },
  'pgp-encrypted': {
    subject: 'Encrypted with PGP',
    contentType: `multipart/encrypted; protocol="application/pgp-encrypted"; boundary="${BOUNDARY}"`,
    body: multipart(
      ['Content-Type: application/pgp-encrypted', '', 'Version: 1'],
      ['Content-Type: application/octet-stream; name="encrypted.asc"', '', ...armored('MESSAGE')],
    ),
  },
  'pgp-signed': {
    subject: 'Signed with PGP',
    contentType: `multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha256; boundary="${BOUNDARY}"`,
    body: multipart(TEXT, [
      'Content-Type: application/pgp-signature; name="signature.asc"',
      '',
      ...armored('SIGNATURE'),
    ]),
  },
  'delivery-failure': {
    subject: 'Undeliverable: Offer',
    contentType: `multipart/report; report-type=delivery-status; boundary="${BOUNDARY}"`,
    body: deliveryReport('failed', '5.1.1'),
  },
  'delivery-receipt': {
    subject: 'Relayed: Offer',
    contentType: `multipart/report; report-type=delivery-status; boundary="${BOUNDARY}"`,
    body: deliveryReport('relayed', '2.1.5'),
  },
  'read-receipt': {
    subject: 'Read: Offer',
    contentType: `multipart/report; report-type=disposition-notification; boundary="${BOUNDARY}"`,
    body: multipart(
      ['Content-Type: text/plain', '', 'Your message was read.'],
      [
        'Content-Type: message/disposition-notification',
        '',
        'Final-Recipient: rfc822;bernd.vogel@contoso.example',
        'Disposition: manual-action/MDN-sent-manually; displayed',
      ],
    ),
  },
  'sharing-invitation': plain('I would like to share my calendar', 'SharingMessage', 'IPM.Sharing'),
  post: plain('Posted in this folder', 'PostItem', 'IPM.Post'),
  person: plain('Bernd Vogel', 'Person', 'IPM.Contact.Person'),
  network: plain('Network', 'Network', 'IPM.Network'),
  'role-member': plain('Member of a role', 'RoleMember', 'IPM.RoleMember'),
  'unknown-class': plain('Of a class that nobody knows', 'Item', 'IPM.Vendor.Unknown'),
} as const satisfies Record<string, Unusual>

export type UnusualKind = keyof typeof UNUSUAL_KINDS

/** Adds an item of the kind and gives its id. Default folder: inbox. */
export async function addUnusual(
  mailbox: Mailbox,
  kind: UnusualKind,
  options: AddOptions = {},
): Promise<string> {
  const { subject, contentType, body, element, itemClass }: Unusual = UNUSUAL_KINDS[kind]
  const encoding = kind === 'smime-encrypted' ? 'base64' : '7bit'
  const lines = [
    'From: "Bernd Vogel" <bernd.vogel@contoso.example>',
    `To: <${mailbox.address}>`,
    `Subject: ${subject}`,
    'Date: Mon, 02 Mar 2026 09:15:00 +0100',
    `Message-ID: <${kind}.${mailbox.count()}@contoso.example>`,
    'MIME-Version: 1.0',
    `Content-Type: ${contentType}`,
    `Content-Transfer-Encoding: ${encoding}`,
    '',
    ...body,
    '',
  ]
  return await mailbox.addMessage(lines.join('\r\n'), {
    ...(element && { element }),
    ...(itemClass !== undefined && { itemClass }),
    ...options,
  })
}
