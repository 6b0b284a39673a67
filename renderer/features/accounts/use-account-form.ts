import { zodResolver } from '@hookform/resolvers/zod'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, type FieldPath } from 'react-hook-form'
import { completeExchangeUrl } from '#shared/domain/exchange-url.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import type { ConnectorId } from '#shared/domain/ids.ts'
import type { AppError } from '#shared/errors.ts'
import { accountsQuery, connectorsQuery, primeAccountsQuery } from '../../api/queries.ts'
import { settled } from '../../api/unwrap.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { useNewServers } from '../../components/use-new-servers.tsx'
import { showServerErrors } from '../../components/server-errors.ts'
import type { FoundAccount } from '../find-server/found-account.ts'
import {
  accountFormSchema,
  accountFormValues,
  accountSyncOf,
  passwordChangeOf,
  type AccountFormValues,
} from './account-form-values.ts'

export const ACCOUNT_FORM_ID = 'account-form'

type AccountFormOptions = {
  readonly connectorId: ConnectorId
  readonly connector: Parameters<typeof accountFormSchema>[0]
  /** `null`: a new account. */
  readonly account: EwsAccount | null
  /** For a new account. */
  readonly found: FoundAccount | null
  /** Follows a save that worked. */
  readonly onSaved: () => void
}

/** The form of an account and the way it is saved. */
export function useAccountForm(options: AccountFormOptions) {
  const { connectorId, connector, account, found, onSaved } = options
  const client = useQueryClient()
  const [error, setError] = useState<AppError | null>(null)
  const newServers = useNewServers()
  const form = useForm<AccountFormValues>({
    resolver: zodResolver(accountFormSchema(connector)),
    defaultValues: accountFormValues(account, found),
    mode: 'onTouched',
    shouldFocusError: false,
  })
  const showFirst = (): void => {
    focusFirstError(ACCOUNT_FORM_ID)
  }
  const refuse = (refused: AppError): void => {
    setError(showServerErrors(refused, form.setError, (path) => fieldOf(path, form.getValues('primeMode'))))
    showFirst()
  }

  /**
   * Creates the new Winoffice Prime e-mail account first. Once it exists the form points to it, so that saving
   * again after a refusal does not create it twice.
   */
  const primeAccountOf = async (values: AccountFormValues): Promise<string | null> => {
    if (values.primeMode === 'existing') return values.primeEmailAccountId
    const { address, ownerKind, ownerName } = values
    const created = await settled(
      window.api.primeAccounts.create({ address, owner: { kind: ownerKind, name: ownerName } }),
    )
    if (!created.ok) {
      refuse(created.error)
      return null
    }
    await client.invalidateQueries({ queryKey: primeAccountsQuery.queryKey })
    form.setValue('primeMode', 'existing')
    form.setValue('primeEmailAccountId', created.value.id)
    return created.value.id
  }

  const store = async (values: AccountFormValues): Promise<boolean> => {
    setError(null)
    const primeEmailAccountId = await primeAccountOf(values)
    if (primeEmailAccountId === null) return false
    const { active, mailbox, access, userName } = values
    const saved = await newServers.confirming((confirmedServers) =>
      settled(
        window.api.accounts.save({
          id: account?.id ?? null,
          draft: {
            ...{ connectorId, active, primeEmailAccountId, mailbox, access, userName },
            url: completeExchangeUrl(values.url),
            sync: accountSyncOf(values),
          },
          password: passwordChangeOf(values),
          confirmedServers,
        }),
      ),
    )
    if (!saved.ok) {
      refuse(saved.error)
      return false
    }
    await Promise.all([
      client.invalidateQueries({ queryKey: accountsQuery(connectorId).queryKey }),
      client.invalidateQueries({ queryKey: connectorsQuery.queryKey }),
    ])
    onSaved()
    return true
  }

  /** @returns whether it worked; if not, the form shows why */
  const save = async (): Promise<boolean> => {
    let isSaved = false
    await form.handleSubmit(async (values) => {
      isSaved = await store(values)
    }, showFirst)()
    return isSaved
  }
  return { form, error, save, question: newServers.dialog }
}

const FIELDS: Readonly<Record<string, FieldPath<AccountFormValues>>> = {
  active: 'active',
  mailbox: 'mailbox',
  access: 'access',
  userName: 'userName',
  primeEmailAccountId: 'primeEmailAccountId',
  'owner.name': 'ownerName',
  'owner.kind': 'ownerKind',
  address: 'address',
  url: 'url',
  'sync.syncedKinds': 'sync.syncedKinds',
  'sync.firstSyncDays': 'sync.firstSyncDays',
  password: 'password',
  'password.value': 'password',
}

/** Main says `address` of a Prime account that the form has only while it creates one. */
function fieldOf(path: string, mode: AccountFormValues['primeMode']): FieldPath<AccountFormValues> | null {
  const field = FIELDS[path.replace(/^draft\./, '')] ?? null
  const isHidden = mode === 'existing' && (field === 'address' || field === 'ownerName')
  return isHidden ? null : field
}
