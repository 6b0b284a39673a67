/** How EWS and iCalendar name the same things (MS-OXCICAL 2.1.3.1.1.20). */
import type { Importance, Sensitivity } from '../mailbox/item.ts'

export const CLASSES: Readonly<Record<Sensitivity, string>> = {
  Normal: 'PUBLIC',
  Personal: 'X-PERSONAL',
  Private: 'PRIVATE',
  Confidential: 'CONFIDENTIAL',
}

export const PRIORITIES: Readonly<Record<Importance, number>> = { High: 1, Normal: 5, Low: 9 }

/** Values of LegacyFreeBusyStatus and of X-MICROSOFT-CDO-BUSYSTATUS. */
export const BUSY_STATUS: Readonly<Record<string, string>> = {
  Free: 'FREE',
  Tentative: 'TENTATIVE',
  Busy: 'BUSY',
  OOF: 'OOF',
  WorkingElsewhere: 'WORKINGELSEWHERE',
}

/** Values of ResponseType and of PARTSTAT. */
export const PARTICIPATION: Readonly<Record<string, string>> = {
  Accept: 'ACCEPTED',
  Decline: 'DECLINED',
  Tentative: 'TENTATIVE',
}

export const ROLES: Readonly<Record<string, string>> = {
  RequiredAttendees: 'REQ-PARTICIPANT',
  OptionalAttendees: 'OPT-PARTICIPANT',
  Resources: 'NON-PARTICIPANT',
}

/** The key of a value in one of the tables. */
export function keyOf<Key extends string>(
  table: Readonly<Record<Key, string | number>>,
  value: string,
): Key | undefined {
  return (Object.keys(table) as Key[]).find((key) => String(table[key]) === value)
}
