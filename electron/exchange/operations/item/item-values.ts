/**
 * The properties of one item element, read by name. What nobody has read, or could not understand, is the rest.
 *
 * Each reading says by what it answers whether it understood: `null` leaves the element in the rest.
 */
import type { FreeBusy, MeetingResponse, OccurrenceKind } from '../../appointment.ts'
import type { Importance, Sensitivity } from '../../item.ts'
import type { Person } from '../../message.ts'
import { type XmlElement, childOf, textOf } from '../../soap/xml-element.ts'
import { isTrue } from '../../soap/values.ts'
import type { TaskStatus } from '../../task.ts'

export class ItemFields {
  readonly #element: XmlElement
  readonly #read = new Set<XmlElement>()

  constructor(element: XmlElement) {
    this.#element = element
  }

  /** The first property of that name, when `read` makes something of it. */
  take<T>(name: string, read: (property: XmlElement) => T | null): T | null {
    const property = childOf(this.#element, name)
    if (property === undefined) return null
    const value = read(property)
    if (value !== null) this.#read.add(property)
    return value
  }

  /** As `take`, of the first name that there is. */
  value<T>(read: (text: string) => T | null, ...names: readonly string[]): T | null {
    for (const name of names) {
      const value = this.take(name, ({ text }) => read(text))
      if (value !== null) return value
    }
    return null
  }

  /** Texts come as they are, white space included. */
  text(name: string): string | null {
    return this.take(name, ({ text }) => text)
  }

  flag(name: string): boolean | null {
    return this.take(name, ({ text }) => isTrue(text))
  }

  /** The children that `read` understands; if one is not understood, the whole property also stays in the rest. */
  list<T>(name: string, read: (child: XmlElement) => T | null): readonly T[] {
    const property = childOf(this.#element, name)
    if (property === undefined) return []
    const values = property.children.map(read).filter((value) => value !== null)
    if (values.length === property.children.length) this.#read.add(property)
    return values
  }

  /** Every property of that name that `read` understands. */
  every<T>(name: string, read: (property: XmlElement) => T | null): readonly T[] {
    const values: T[] = []
    for (const property of this.#element.children) {
      if (property.name !== name) continue
      const value = read(property)
      if (value === null) continue
      this.#read.add(property)
      values.push(value)
    }
    return values
  }

  rest(): readonly XmlElement[] {
    return this.#element.children.filter((property) => !this.#read.has(property))
  }
}

/** `Mailbox` inside the property, or the property itself. */
export function personOf(property: XmlElement): Person | null {
  const mailbox = property.name === 'Mailbox' ? property : childOf(property, 'Mailbox')
  if (mailbox === undefined) return null
  return { name: textOf(mailbox, 'Name') ?? '', address: textOf(mailbox, 'EmailAddress') ?? '' }
}

export const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export const importanceOf = oneOf<Importance>({ low: 'low', normal: 'normal', high: 'high' })

export const sensitivityOf = oneOf<Sensitivity>({
  normal: 'normal',
  personal: 'personal',
  private: 'private',
  confidential: 'confidential',
})

export const freeBusyOf = oneOf<FreeBusy>({
  free: 'free',
  tentative: 'tentative',
  busy: 'busy',
  oof: 'out-of-office',
  workingelsewhere: 'working-elsewhere',
  nodata: 'no-data',
})

export const occurrenceKindOf = oneOf<OccurrenceKind>({
  single: 'single',
  occurrence: 'occurrence',
  exception: 'exception',
  recurringmaster: 'master',
})

export const meetingResponseOf = oneOf<MeetingResponse>({
  unknown: 'unknown',
  organizer: 'organizer',
  tentative: 'tentative',
  accept: 'accepted',
  decline: 'declined',
  noresponsereceived: 'none-received',
})

export const taskStatusOf = oneOf<TaskStatus>({
  notstarted: 'not-started',
  inprogress: 'in-progress',
  completed: 'completed',
  waitingonothers: 'waiting-on-others',
  deferred: 'deferred',
})

export const flagOf = oneOf<'none' | 'flagged' | 'complete'>({
  notflagged: 'none',
  flagged: 'flagged',
  complete: 'complete',
})

/** @param values by what servers write, in lower case */
function oneOf<T extends string>(values: Readonly<Record<string, T>>) {
  const known = new Map(Object.entries(values))
  return (text: string | null | undefined): T | null => known.get(text?.trim().toLowerCase() ?? '') ?? null
}
