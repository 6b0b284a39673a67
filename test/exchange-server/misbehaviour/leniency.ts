/** Answers that are well-formed but other than the documentation says, as real servers give them. */
import { parseOccurrenceId } from '../calendar/occurrence-id.ts'
import type { InterceptedRequest, Interception, ReadyAnswer } from '../http/interception.ts'
import { NAMESPACE } from '../soap/namespaces.ts'
import { type XmlElement, child, childText, parseXml } from '../soap/xml-tree.ts'
import { type Xml, element } from '../soap/xml-writer.ts'
import { alterAnswer, alterText, changeText } from './answers.ts'
import { type Misbehaviour, type MisbehaviourContext, stateless } from './misbehaviour.ts'
import { regenerateMime } from './regenerate-mime.ts'
import { changeOperation, operationOf, withChild, withChildText } from './request-tree.ts'

const HOUR = 3_600_000 // ms
const FRACTION_DIGITS = 7 // as Exchange Online writes some times

const DATE_TIME = />(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?</g
// What the clock of the server says; the times of appointments are the client's own.
const SERVER_TIME =
  /(<t:(?:DateTimeCreated|DateTimeReceived|LastModifiedTime|DateTimeStamp|TimeStamp)>)([^<]+)(<)/g

const isFault = ({ body }: ReadyAnswer): boolean => typeof body === 'string' && body.includes('<soap:Fault>')

export const LENIENCY = {
  'fault-with-200': {
    description: 'a SOAP fault comes with HTTP 200; combine with a misbehaviour that is a fault',
    layer: 'exchange',
    answers: 'valid',
    start: stateless(() => alterAnswer((answer) => (isFault(answer) ? { ...answer, status: 200 } : answer))),
  },
  'fault-without-detail': {
    description: 'a SOAP fault has no detail; combine with a misbehaviour that is a fault',
    layer: 'exchange',
    answers: 'valid',
    start: stateless(() =>
      alterAnswer((answer) =>
        isFault(answer)
          ? {
              ...answer,
              body: changeText(answer.body, (fault) => fault.replace(/<detail>.*<\/detail>/s, '')),
            }
          : answer,
      ),
    ),
  },
  'fewer-response-messages': {
    description: 'the last response message is missing where there are several',
    layer: 'exchange',
    answers: 'valid',
    start: stateless(({ operation = '' }) =>
      alterText((envelope) => {
        const name = `m:${operation}ResponseMessage`
        const last = envelope.lastIndexOf(`<${name} `)
        if (last === envelope.indexOf(`<${name} `)) return envelope
        return envelope.slice(0, last) + envelope.slice(envelope.indexOf('</m:ResponseMessages>', last))
      }),
    ),
  },
  'no-response-messages': {
    description: 'the list of response messages is empty',
    layer: 'exchange',
    answers: 'broken',
    start: stateless(() =>
      alterText((envelope) =>
        envelope.replace(/<m:ResponseMessages>.*<\/m:ResponseMessages>/s, '<m:ResponseMessages/>'),
      ),
    ),
  },
  'id-only-brings-more': {
    description: 'BaseShape IdOnly is read as Default',
    layer: 'exchange',
    operations: ['FindItem', 'GetItem', 'SyncFolderItems'],
    answers: 'valid',
    start: stateless(({ body }) => {
      const shape = child(operationOf(body), 'ItemShape')
      if (childText(shape, 'BaseShape') !== 'IdOnly') return 'pass'
      const withMore = (asked: XmlElement): XmlElement => withChildText(asked, 'BaseShape', 'Default')
      return {
        kind: 'alter',
        request: changeOperation(body, (find) => withChild(find, 'ItemShape', withMore)),
      }
    }),
  },
  'occurrence-keeps-master-change-key': {
    description: 'the change of one occurrence leaves the change key of the master as it was',
    layer: 'exchange',
    operations: ['UpdateItem', 'DeleteItem'],
    answers: 'valid',
    start: stateless((request, context) => keepMasterChangeKeys(request, context)),
  },
  'unexpanded-calendar-view': {
    description:
      'a calendar view gives the masters of series whose first occurrence lies in it, no occurrence',
    layer: 'exchange',
    operations: ['FindItem'],
    answers: 'valid',
    start: stateless(({ body }) => {
      if (child(operationOf(body), 'CalendarView') === undefined) return 'pass'
      return {
        kind: 'alter',
        request: changeOperation(body, (find) =>
          withChild(find, 'CalendarView', ({ attributes }) => overlapping(attributes)),
        ),
      }
    }),
  },
  'uid-in-other-case': {
    description: 'UID comes in capital letters, or in small ones where it was in capitals',
    layer: 'exchange',
    answers: 'valid',
    start: stateless(() =>
      alterText((envelope) =>
        envelope.replace(/(<t:UID>)([^<]*)(?=<)/g, (_all, start: string, uid: string) => {
          const capitals = uid.toUpperCase()
          return start + (uid === capitals ? uid.toLowerCase() : capitals)
        }),
      ),
    ),
  },
  'fractions-of-seconds': {
    description: 'times have fractions of seconds (digits, 7)',
    layer: 'exchange',
    answers: 'valid',
    start: stateless((_request, { settings: { digits = FRACTION_DIGITS } }) => {
      const fraction = digits === 0 ? '' : `.${'123456789'.slice(0, digits)}`
      return alterText((envelope) => envelope.replace(DATE_TIME, `>$1${fraction}$2<`))
    }),
  },
  'unpadded-property-tags': {
    description: 'PropertyTag comes back without leading zeros, 0x37 for 0x0037',
    layer: 'exchange',
    answers: 'valid',
    start: stateless(() =>
      alterText((envelope) =>
        envelope.replace(
          /(PropertyTag=")0x0*([0-9a-fA-F]+)"/g,
          (_all, start: string, digits: string) => `${start}0x${digits.toLowerCase()}"`,
        ),
      ),
    ),
  },
  'regenerated-mime': {
    description: 'the MIME content of a multipart message is written anew each time, with other boundaries',
    layer: 'exchange',
    operations: ['GetItem'],
    answers: 'valid',
    start: stateless((_request, { random }) =>
      alterText((envelope) =>
        envelope.replace(
          /(<t:MimeContent[^>]*>)([^<]*)(?=<)/g,
          (_all, start: string, content: string) => start + regenerateMime(content, random),
        ),
      ),
    ),
  },
  'unknown-elements': {
    description: 'items have an element that no schema knows',
    layer: 'exchange',
    answers: 'broken',
    start: stateless(() =>
      alterText((envelope) =>
        envelope.replace(
          /<\/t:(Message|CalendarItem|Task|Contact|Item)>/g,
          '<t:Novelty A="1">x</t:Novelty></t:$1>',
        ),
      ),
    ),
  },
  'clock-skew': {
    description:
      'the clock of the server is wrong, in the Date header and in the times it notes (milliseconds, +1 h)',
    layer: 'http',
    answers: 'valid',
    start: stateless((_request, { settings: { milliseconds = HOUR } }) =>
      alterAnswer((answer) => ({
        ...answer,
        headers: { ...answer.headers, Date: new Date(Date.now() + milliseconds).toUTCString() },
        body: changeText(answer.body, (envelope) =>
          envelope.replace(SERVER_TIME, (_all, start: string, time: string, end: string) => {
            const shifted = new Date(Date.parse(time) + milliseconds).toISOString()
            return start + (time.includes('.') ? shifted : shifted.replace(/\.\d+/, '')) + end
          }),
        ),
      })),
    ),
  },
} as const satisfies Record<string, Misbehaviour>

/** A restriction that finds what a calendar view of appointments would, without looking into series. */
function overlapping({ StartDate = '', EndDate = '' }: XmlElement['attributes']): XmlElement {
  const compare = (name: string, uri: string, value: string): Xml =>
    element(
      `t:${name}`,
      {},
      element('t:FieldURI', { FieldURI: uri }),
      element('t:FieldURIOrConstant', {}, element('t:Constant', { Value: value })),
    )
  return parseXml(
    element(
      'm:Restriction',
      { 'xmlns:m': NAMESPACE.m, 'xmlns:t': NAMESPACE.t },
      element(
        't:And',
        {},
        compare('IsLessThan', 'calendar:Start', EndDate),
        compare('IsGreaterThan', 'calendar:End', StartDate),
      ),
    ),
  )
}

function keepMasterChangeKeys(request: InterceptedRequest, { mailboxes }: MisbehaviourContext): Interception {
  const masters = mastersOf(operationOf(request.body)).flatMap((id) => {
    const mailbox = mailboxes().find((candidate) => candidate.item(id) !== undefined)
    const changeKey = mailbox?.item(id)?.changeKey
    return mailbox === undefined || changeKey === undefined ? [] : [{ mailbox, id, changeKey }]
  })
  if (masters.length === 0) return 'pass'
  return alterAnswer((answer) => {
    for (const { mailbox, id, changeKey } of masters) {
      if (mailbox.item(id) !== undefined) mailbox.keepChangeKey(id, changeKey)
    }
    return { ...answer }
  })
}

/** The ids of the masters of which a request names occurrences. */
function mastersOf(tree: XmlElement | undefined): string[] {
  if (tree === undefined) return []
  const { Id = '', RecurringMasterId } = tree.attributes
  const own =
    tree.name === 'OccurrenceItemId'
      ? RecurringMasterId
      : tree.name === 'ItemId'
        ? parseOccurrenceId(Id)?.masterId
        : undefined
  return [...(own === undefined ? [] : [own]), ...tree.children.flatMap(mastersOf)]
}
