/** What is ticked in the preview of an import. Pure. */
import type { ImportPreview, ImportSelection } from '#shared/domain/configuration.ts'

/** By `<connector>` and `<connector>/<account>`, their places in the file. */
export type ImportChoice = ReadonlySet<string>

export const connectorKey = (connector: number): string => String(connector)
export const accountKey = (connector: number, account: number): string => `${connector}/${account}`

/** What is new is ticked; what would replace something is not. */
export function initialChoice({ connectors }: ImportPreview): ImportChoice {
  const chosen = new Set<string>()
  connectors.forEach((connector, index) => {
    if (connector.state === 'new') chosen.add(connectorKey(index))
    connector.accounts.forEach(({ state }, place) => {
      if (state === 'new') chosen.add(accountKey(index, place))
    })
  })
  return chosen
}

/** An account needs its connector: one that is new must be ticked itself. */
export function isAccountPossible(preview: ImportPreview, choice: ImportChoice, index: number): boolean {
  return preview.connectors[index]?.state === 'existing' || choice.has(connectorKey(index))
}

export function toggled(choice: ImportChoice, key: string): ImportChoice {
  const changed = new Set(choice)
  if (!changed.delete(key)) changed.add(key)
  return changed
}

export function selectionOf(preview: ImportPreview, choice: ImportChoice): ImportSelection {
  const places = preview.connectors.map((_connector, index) => index)
  return {
    connectors: places.filter((index) => choice.has(connectorKey(index))),
    accounts: places.flatMap((connector) =>
      isAccountPossible(preview, choice, connector)
        ? (preview.connectors[connector]?.accounts ?? [])
            .map((_account, account) => ({ connector, account }))
            .filter(({ account }) => choice.has(accountKey(connector, account)))
        : [],
    ),
  }
}
