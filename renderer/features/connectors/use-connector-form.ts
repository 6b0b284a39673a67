import { zodResolver } from '@hookform/resolvers/zod'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, type FieldPath } from 'react-hook-form'
import {
  connectorDraftSchema,
  NEW_CONNECTOR,
  type Connector,
  type ConnectorDraft,
} from '#shared/domain/connector.ts'
import { completeExchangeUrl } from '#shared/domain/exchange-url.ts'
import { CLOUDS, cloudOf, cloudOfUrl } from '#shared/domain/oauth2.ts'
import type { AppError } from '#shared/errors.ts'
import { connectorsQuery } from '../../api/queries.ts'
import { settled } from '../../api/unwrap.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { showServerErrors } from '../../components/server-errors.ts'
import { useNewServers } from '../../components/use-new-servers.tsx'

export const CONNECTOR_FORM_ID = 'connector-form'

/** The form of a connector and the way it is saved. */
export function useConnectorForm(connector: Connector | null) {
  const client = useQueryClient()
  const [error, setError] = useState<AppError | null>(null)
  const newServers = useNewServers()
  const form = useForm<ConnectorDraft>({
    resolver: zodResolver(connectorDraftSchema),
    defaultValues: NEW_CONNECTOR,
    ...(connector ? { values: draftOf(connector) } : {}),
    // What changed elsewhere (the switch in the list) arrives, without taking away what is being typed.
    resetOptions: { keepDirtyValues: true },
    mode: 'onTouched',
    shouldFocusError: false,
  })

  /** What was last completed, so that the form can say so as long as it stands there. */
  const [completedUrl, setCompletedUrl] = useState<string | null>(null)
  const { isDirty } = form.formState

  /** Before every validation: of the blur, of a test and of saving, which a shortcut reaches without a blur. */
  const completeUrl = (): void => {
    const typed = form.getValues('url')
    const whole = completeExchangeUrl(typed)
    if (whole !== typed.trim()) setCompletedUrl(whole)
    if (whole !== typed) form.setValue('url', whole, { shouldDirty: true, shouldValidate: true })
    // Each cloud has an identity provider of its own; what was entered by hand stays.
    const cloud = cloudOfUrl(whole)
    const oauth2 = form.getValues('oauth2')
    if (cloud !== null && cloudOf(oauth2) !== null && cloudOf(oauth2) !== cloud) {
      form.setValue('oauth2', { ...oauth2, ...CLOUDS[cloud] }, { shouldDirty: true })
    }
    // Whether a method is allowed depends on the address, but an untouched form stays quiet.
    if (whole !== '' && isDirty) void form.trigger('authenticationMethod')
  }

  const store = async (draft: ConnectorDraft): Promise<Connector | null> => {
    setError(null)
    const result = await newServers.confirming((confirmedServers) =>
      settled(window.api.connectors.save({ id: connector?.id ?? null, draft, confirmedServers })),
    )
    if (!result.ok) {
      setError(showServerErrors(result.error, form.setError, fieldOf))
      focusFirstError(CONNECTOR_FORM_ID)
      return null
    }
    form.reset(draftOf(result.value), { keepDirtyValues: false })
    await client.invalidateQueries({ queryKey: connectorsQuery.queryKey })
    return result.value
  }

  /** Validates and saves; `null` when it did not work, with the reasons at the fields or in `error`. */
  const save = async (): Promise<Connector | null> => {
    let saved: Connector | null = null
    completeUrl()
    await form.handleSubmit(
      async (draft) => {
        saved = await store(draft)
      },
      () => {
        focusFirstError(CONNECTOR_FORM_ID)
      },
    )()
    return saved
  }

  return { form, error, save, completeUrl, completedUrl, question: newServers.dialog }
}

function draftOf({ id: _id, changedAt: _changedAt, ...draft }: Connector): ConnectorDraft {
  return draft
}

const FIELDS: readonly string[] = [
  ...Object.keys(NEW_CONNECTOR),
  ...Object.keys(NEW_CONNECTOR.sync).map((name) => `sync.${name}`),
]

function fieldOf(path: string): FieldPath<ConnectorDraft> | null {
  const name = path.replace(/^draft\./, '')
  return FIELDS.includes(name.replace(/\..*$/, '')) ? (name as FieldPath<ConnectorDraft>) : null
}
