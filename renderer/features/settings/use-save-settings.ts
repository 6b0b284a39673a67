import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AppState } from '#shared/contract/contract.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { AppError } from '#shared/errors.ts'
import { appStateQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'

export type SavingSettings = {
  readonly save: (change: Partial<Settings>) => void
  readonly state: 'idle' | 'saving' | 'saved'
  readonly error: AppError | null
}

/** Each change is saved at once, and one after the other: two that come together both stay. */
export function useSaveSettings(): SavingSettings {
  const client = useQueryClient()
  const mutation = useMutation({
    scope: { id: 'settings' },
    mutationFn: async (change: Partial<Settings>) => {
      const { settings } = await client.query({ ...appStateQuery, staleTime: 'static' })
      return await unwrap(window.api.settings.save({ ...settings, ...change }))
    },
    onSuccess: (saved) => {
      client.setQueryData<AppState>(appStateQuery.queryKey, (state) => state && { ...state, settings: saved })
    },
  })
  return {
    save: (change) => {
      mutation.mutate(change)
    },
    state: mutation.isPending ? 'saving' : mutation.isSuccess ? 'saved' : 'idle',
    error: mutation.error ? toAppError(mutation.error) : null,
  }
}
