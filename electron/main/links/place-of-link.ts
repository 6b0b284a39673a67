/**
 * Which place a link of the scheme `ews-konnektor:` is about. Pure.
 *
 *     ews-konnektor://overview
 *     ews-konnektor://settings
 *     ews-konnektor://problems
 *     ews-konnektor://connector/<id>
 *     ews-konnektor://account/<id>
 *
 * Any page and any mail can send one, so that it may show and never do: it names a screen that is known here and at
 * most the id of something, and everything else is no place. Rejected: to hand the path to the window, which would make
 * each of its routes, with all parameters, an interface that strangers write into.
 */
import { connectorIdSchema, ewsAccountIdSchema } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'

export const LINK_SCHEME = 'ews-konnektor'

const PREFIX = `${LINK_SCHEME}:`
/** The longest that means something is 61 characters. */
const LONGEST = 100 // characters
const SCREEN_AND_ID = /^(?:\/\/)?([a-z]+)(?:\/([0-9a-f-]{36}))?\/?$/

/** @returns `null`: it names no place; whoever follows it sees the window as it is */
export function placeOfLink(link: string): Place | null {
  if (!isLink(link) || link.length > LONGEST) return null
  // Browsers write scheme and host in small letters, people do not always.
  const [, screen, id] = SCREEN_AND_ID.exec(link.slice(PREFIX.length).toLowerCase()) ?? []
  if (id === undefined) {
    return screen === 'overview' || screen === 'settings' || screen === 'problems' ? { screen } : null
  }
  const connectorId = connectorIdSchema.safeParse(id)
  if (screen === 'connector' && connectorId.success) return { screen, connectorId: connectorId.data }
  const accountId = ewsAccountIdSchema.safeParse(id)
  if (screen === 'account' && accountId.success) return { screen, accountId: accountId.data }
  return null
}

/** Windows and Linux hand a link over as a parameter of a start. @returns `undefined`: there is none */
export function linkIn(argv: readonly string[]): string | undefined {
  return argv.find(isLink)
}

function isLink(text: string): boolean {
  return text.slice(0, PREFIX.length).toLowerCase() === PREFIX
}
