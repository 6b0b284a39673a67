/** The words of a notification about accounts that no longer synchronise by themselves, or have given up objects. */
import type { ConnectorId } from '#shared/domain/ids.ts'
import type { AppError } from '#shared/errors.ts'
import type { SharedTexts } from '#shared/texts/catalogue.ts'
import { fillText } from '#shared/texts/fill.ts'
import type { Connections } from '../config/documents.ts'
import type { DesktopNotice } from './create-sign-in.ts'
import type { FailureNotice } from './schedule/failure-notices.ts'

/** @returns `null`: the accounts are gone meanwhile */
export function failureNotification(
  { connectorId, accountIds, error }: FailureNotice,
  { connectors, accounts }: Pick<Connections, 'connectors' | 'accounts'>,
  { notifications, errors }: SharedTexts,
): DesktopNotice | null {
  const name = connectors.find(({ id }) => id === connectorId)?.name ?? ''
  const [first, ...others] = accounts.filter(({ id }) => accountIds.includes(id))
  if (!first) return null
  const { mailbox } = first
  const who =
    others.length === 0
      ? fillText(notifications.failingOne, { mailbox })
      : fillText(notifications.failingMany, { count: others.length + 1, mailbox })
  const body = `${who} ${fillText(errors[error.code].what, error.params)}`
  if (error.code === 'sync.items-given-up') {
    return {
      ...{ title: fillText(notifications.givenUp, { name }), body },
      place: { screen: 'problems', connectorId },
    }
  }
  return {
    ...{ title: fillText(notifications.failing, { name }), body },
    place: { screen: 'connector', connectorId, accounts: 'attention' },
  }
}

/** Of a connector whose accounts all stand still until a person decides. */
export function stopNotification(
  connectorId: ConnectorId,
  { code, params }: AppError,
  { notifications, errors }: SharedTexts,
): DesktopNotice {
  return {
    title: fillText(notifications.failing, { name: String(params.name) }),
    body: fillText(errors[code].what, params),
    place: { screen: 'connector', connectorId },
  }
}
