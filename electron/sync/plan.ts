/**
 * What is to be done about one object, given what both sides tell of it: a pure function, and the decision table of
 * the synchronisation. `plan.test.ts` proves it row by row.
 *
 * | link    | Exchange  | Winoffice Prime | decision                                                       |
 * | ------- | --------- | --------------- | -------------------------------------------------------------- |
 * | none    | changed   | any             | fetch: a new object, or one that is known by its keys          |
 * | none    | read-flag | any             | fetch: an item of which nobody has told yet                    |
 * | none    | deleted   | any             | settle: it never came to us                                    |
 * | none    | nothing   | changed         | create on Exchange                                             |
 * | none    | nothing   | deleted         | settle: it never went there                                    |
 * | live    | changed   | unchanged       | fetch, and take over what differs                              |
 * | live    | changed   | changed         | fetch, and merge field by field                                |
 * | live    | changed   | deleted         | fetch: a modification wins over a deletion                     |
 * | live    | read-flag | unchanged       | set the read flag                                              |
 * | live    | read-flag | changed         | fetch, and merge field by field                                |
 * | live    | read-flag | deleted         | delete on Exchange: reading is no modification                 |
 * | live    | deleted   | unchanged       | delete in Winoffice Prime                                      |
 * | live    | deleted   | changed         | create on Exchange: a modification wins over a deletion        |
 * | live    | deleted   | deleted         | unlink                                                         |
 * | live    | nothing   | changed         | update on Exchange                                             |
 * | live    | nothing   | deleted         | delete on Exchange                                             |
 * | live    | nothing   | unchanged       | settle                                                         |
 * | deleted | changed   | any             | fetch: restored, or made anew under the same id                |
 * | deleted | else      | any             | settle: restoring is not synchronised                          |
 * | any     | obsolete  | any             | remove the obsolete item on Exchange                           |
 *
 * An account that only receives exports nothing: where the table says so, nothing is done, and a changed object whose
 * item was deleted is no longer linked.
 */
import type { PendingGroup } from '../prime/sync-status.ts'

export type Decision =
  | 'fetch'
  | 'set-read'
  | 'create-on-exchange'
  | 'update-on-exchange'
  | 'delete-in-prime'
  | 'delete-on-exchange'
  | 'remove-obsolete'
  | 'unlink'
  | 'settle'

export type PrimeState = 'unchanged' | 'changed' | 'deleted'

/** @param group only what is decided by: the link, the state on Exchange, and whether and how Prime has changed */
export function decide(
  group: Pick<PendingGroup, 'link' | 'exchange' | 'prime' | 'item'>,
  receiveOnly: boolean,
): Decision {
  const told = group.exchange?.state.kind ?? 'nothing'
  if (told === 'obsolete') return receiveOnly ? 'settle' : 'remove-obsolete'
  const prime = primeStateOf(group)
  if (group.link === null) return decideUnlinked(told, prime, receiveOnly)
  if (group.link.deletedAt !== null) return told === 'changed' ? 'fetch' : 'settle'
  return decideLinked(told, prime, receiveOnly)
}

type Told = 'changed' | 'read-flag' | 'deleted' | 'nothing'

function decideUnlinked(told: Told, prime: PrimeState, receiveOnly: boolean): Decision {
  if (told === 'changed' || told === 'read-flag') return 'fetch'
  return told === 'nothing' && prime === 'changed' && !receiveOnly ? 'create-on-exchange' : 'settle'
}

function decideLinked(told: Told, prime: PrimeState, receiveOnly: boolean): Decision {
  switch (told) {
    case 'changed':
      return 'fetch'
    case 'read-flag':
      if (prime === 'unchanged') return 'set-read'
      if (prime === 'changed') return 'fetch'
      return receiveOnly ? 'settle' : 'delete-on-exchange'
    case 'deleted':
      if (prime === 'unchanged') return 'delete-in-prime'
      return prime === 'changed' && !receiveOnly ? 'create-on-exchange' : 'unlink'
    case 'nothing':
      if (prime === 'unchanged' || receiveOnly) return 'settle'
      return prime === 'changed' ? 'update-on-exchange' : 'delete-on-exchange'
  }
}

/**
 * The revision of the link tells who made the last change; a pending change tells that the synchronisation itself
 * has merged something that Exchange has not got yet.
 */
export function primeStateOf({
  link,
  prime,
  item,
}: Pick<PendingGroup, 'link' | 'prime' | 'item'>): PrimeState {
  if (item === null) return link !== null || prime !== null ? 'deleted' : 'unchanged'
  if (link === null || item.revision > link.primeRevision) return 'changed'
  return prime?.change === 'saved' ? 'changed' : 'unchanged'
}
