/** Routes to the content of mailboxes: what a test arranges behind the client's back, and what it reads back. */
import { z } from 'zod'
import { addAppointment, addItemXml, addTask } from '../content/arrange.ts'
import { WEEKDAY_NAMES } from '../calendar/day-names.ts'
import { fill } from '../content/fill.ts'
import type { Folder, Item, Mailbox } from '../server.ts'
import { ControlError, type Route, type RouteRequest, route, routeWithBody } from './route.ts'
import { itemView, mailboxView } from './views.ts'

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))
const importance = z.enum(['Low', 'Normal', 'High'])
const address = z.union([z.string(), z.strictObject({ name: z.string(), address: z.string() })])
const folder = z.string().optional().describe('distinguished id or id of the folder')

const mailboxOptions = z.strictObject({
  address: z.email(),
  password: z.string(),
  user: z.string().optional(),
  displayName: z.string().optional(),
  language: z.enum(['en', 'de']).optional(),
  delegates: z.array(z.string()).optional(),
  readOnlyDelegates: z.array(z.string()).optional(),
  impersonators: z.array(z.string()).optional(),
})

const messageFields = z.strictObject({
  mime: z
    .base64()
    .optional()
    .describe('the whole message; the fields from subject to sentAt are then not used'),
  subject: z.string().optional(),
  from: address.optional(),
  to: z.array(address).optional(),
  text: z.string().optional(),
  messageId: z.string().optional(),
  sentAt: instant.optional(),
  receivedAt: instant.optional(),
  isRead: z.boolean().optional(),
  isDraft: z.boolean().optional(),
  importance: importance.optional(),
  categories: z.array(z.string()).optional(),
  itemClass: z.string().optional(),
  folder,
})

const common = {
  subject: z.string().optional(),
  text: z.string().optional(),
  importance: importance.optional(),
  folder,
}

const appointmentFields = z.strictObject({
  ...common,
  start: z.string().describe('2026-03-02T09:00:00 in the zone of the appointment, or with Z or an offset'),
  end: z.string(),
  timeZone: z.string().optional().describe('Windows id; default: UTC'),
  location: z.string().optional(),
  isAllDay: z.boolean().optional(),
  attendees: z.array(z.string()).optional(),
  rhythm: z
    .strictObject({
      frequency: z.enum(['daily', 'weekly', 'monthly', 'yearly']),
      interval: z.int().min(1).optional(),
      days: z.array(z.enum(WEEKDAY_NAMES)).min(1).optional(),
      count: z.int().min(1).optional(),
      until: z.iso.date().optional(),
    })
    .optional(),
})

const taskFields = z.strictObject({
  ...common,
  startDate: z.iso.date().optional(),
  dueDate: z.iso.date().optional(),
  status: z.enum(['NotStarted', 'InProgress', 'Completed', 'WaitingOnOthers', 'Deferred']).optional(),
  percentComplete: z.number().min(0).max(100).optional(),
})

const anyItem = z.strictObject({
  xml: z.string().describe('the element as in CreateItem, prefix t, for example <t:Contact>…</t:Contact>'),
  folder: z.string(),
})

const content = z.strictObject({
  messages: z.int().min(1).max(100_000).describe('how many messages to generate'),
  seed: z.int().optional(),
  folder,
})

const itemChange = z.strictObject({
  isRead: z.boolean().optional(),
  subject: z.string().optional(),
  importance: importance.optional(),
  categories: z.array(z.string()).optional(),
  folder: z.string().optional().describe('moves the item, which gets a new id'),
})

const folderFields = z.strictObject({
  displayName: z.string().min(1),
  parent: z.string().optional(),
  element: z.enum(['Folder', 'CalendarFolder', 'ContactsFolder', 'TasksFolder']).optional(),
  folderClass: z.string().optional(),
})

const folderChange = z.strictObject({
  displayName: z.string().min(1).optional(),
  parent: z.string().optional().describe('moves the folder with everything in it'),
})

export const MAILBOX_ROUTES: readonly Route[] = [
  route('GET', '/mailboxes', 'every mailbox', ({ server }) => server.mailboxes.map(mailboxView)),
  routeWithBody('POST', '/mailboxes', 'adds a mailbox', mailboxOptions, ({ server, body }) => {
    if (server.mailboxes.some((known) => known.address.toLowerCase() === body.address.toLowerCase())) {
      throw new ControlError(409, `there is a mailbox ${body.address} already`)
    }
    return mailboxView(server.addMailbox(body))
  }),
  routeWithBody(
    'POST',
    '/mailboxes/:address/fill',
    'adds generated messages and gives their ids',
    content,
    async (request) => ({ ids: await fill(mailboxOf(request), inFolder(request)) }),
  ),

  route('GET', '/mailboxes/:address/folders', 'every folder with its counts', (request) =>
    mailboxOf(request).folders(),
  ),
  routeWithBody(
    'POST',
    '/mailboxes/:address/folders',
    'adds a folder and gives its id',
    folderFields,
    (request) => {
      const {
        displayName,
        parent = 'msgfolderroot',
        element = 'Folder',
        folderClass = 'IPF.Note',
      } = request.body
      const mailbox = mailboxOf(request)
      return { id: mailbox.createFolder(displayName, folderOf(mailbox, parent).id, { element, folderClass }) }
    },
  ),
  routeWithBody(
    'PATCH',
    '/mailboxes/:address/folders/:id',
    'renames or moves a folder',
    folderChange,
    (request) => {
      const mailbox = mailboxOf(request)
      const { id } = folderOf(mailbox, request.param('id'))
      const { displayName, parent } = request.body
      if (displayName !== undefined) mailbox.renameFolder(id, displayName)
      if (parent !== undefined) mailbox.moveFolder(id, folderOf(mailbox, parent).id)
      return folderOf(mailbox, id)
    },
  ),
  route('DELETE', '/mailboxes/:address/folders/:id', 'deletes a folder with everything in it', (request) => {
    const mailbox = mailboxOf(request)
    mailbox.deleteFolder(folderOf(mailbox, request.param('id')).id)
  }),

  route('GET', '/mailboxes/:address/items', 'the items of a folder (?folder=, default: inbox)', (request) => {
    const mailbox = mailboxOf(request)
    return mailbox.items(folderOf(mailbox, request.query.get('folder') ?? 'inbox').id).map(itemView)
  }),
  route('GET', '/mailboxes/:address/items/:id', 'one item', (request) => itemView(itemOf(request).item)),
  route('GET', '/mailboxes/:address/items/:id/mime', 'the bytes of an item in base64', (request) => {
    const { mailbox, item } = itemOf(request)
    return { mime: Buffer.from(mailbox.mimeOf(item.id)).toString('base64') }
  }),
  routeWithBody(
    'PATCH',
    '/mailboxes/:address/items/:id',
    'changes or moves an item',
    itemChange,
    (request) => {
      const { mailbox, item } = itemOf(request)
      const { isRead, folder: target, ...change } = request.body
      if (isRead !== undefined) mailbox.setRead(item.id, isRead)
      if (Object.keys(change).length > 0) mailbox.updateMessage(item.id, change)
      const id = target === undefined ? item.id : mailbox.moveMessage(item.id, folderOf(mailbox, target).id)
      return itemView(requireItem(mailbox, id))
    },
  ),
  route('DELETE', '/mailboxes/:address/items/:id', 'deletes an item for good', (request) => {
    const { mailbox, item } = itemOf(request)
    mailbox.deleteMessage(item.id)
  }),

  routeWithBody(
    'POST',
    '/mailboxes/:address/messages',
    'adds a message (default folder: inbox) and gives its id',
    messageFields,
    async (request) => {
      const { mime, subject, from, to, text, messageId, sentAt, ...state } = inFolder(request)
      const fields = { subject, from, to, text, messageId, sentAt }
      const message = mime === undefined ? withoutUndefined(fields) : Buffer.from(mime, 'base64')
      return { id: await mailboxOf(request).addMessage(message, state) }
    },
  ),
  routeWithBody(
    'POST',
    '/mailboxes/:address/appointments',
    'adds an appointment or a series (default folder: calendar) and gives its id; nobody is invited',
    appointmentFields,
    async (request) => ({ id: await addAppointment(mailboxOf(request), inFolder(request)) }),
  ),
  routeWithBody(
    'POST',
    '/mailboxes/:address/tasks',
    'adds a task (default folder: tasks) and gives its id',
    taskFields,
    async (request) => ({ id: await addTask(mailboxOf(request), inFolder(request)) }),
  ),
  routeWithBody(
    'POST',
    '/mailboxes/:address/items',
    'adds any item by its element and gives its id',
    anyItem,
    async (request) => ({
      id: await addItemXml(mailboxOf(request), request.body.xml, inFolder(request).folder),
    }),
  ),
]

function mailboxOf({ server, param }: Pick<RouteRequest<unknown>, 'server' | 'param'>): Mailbox {
  const wanted = param('address').toLowerCase()
  const mailbox = server.mailboxes.find((known) => known.address.toLowerCase() === wanted)
  if (mailbox === undefined) throw new ControlError(404, `there is no mailbox ${param('address')}`)
  return mailbox
}

function folderOf(mailbox: Mailbox, nameOrId: string): Folder {
  const found = mailbox.folder(nameOrId)
  if (found === undefined) throw new ControlError(404, `${mailbox.address} has no folder ${nameOrId}`)
  return found
}

/** The body, after it is known that the folder it names is there. */
function inFolder<Body extends { readonly folder?: string | undefined }>(request: RouteRequest<Body>): Body {
  if (request.body.folder !== undefined) folderOf(mailboxOf(request), request.body.folder)
  return request.body
}

function itemOf(request: RouteRequest<unknown>): { readonly mailbox: Mailbox; readonly item: Item } {
  const mailbox = mailboxOf(request)
  return { mailbox, item: requireItem(mailbox, request.param('id')) }
}

function requireItem(mailbox: Mailbox, id: string): Item {
  const item = mailbox.item(id)
  if (item === undefined) throw new ControlError(404, `${mailbox.address} has no item ${id}`)
  return item
}

function withoutUndefined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields
}
