import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PasswordChange } from '#shared/domain/ews-account.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { networkQuery } from './settings-queries.ts'

/** Write only, like every password; stored when the field is left. */
export function ProxyPassword() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const client = useQueryClient()
  const network = useQuery(networkQuery)
  const [password, setPassword] = useState('')
  const change = useMutation({
    mutationFn: (wanted: PasswordChange) => unwrap(window.api.network.setPassword({ change: wanted })),
    onSuccess: (state, wanted) => {
      client.setQueryData(networkQuery.queryKey, state)
      // Somebody may be typing the next one already.
      setPassword((typed) => (wanted.kind === 'set' && typed !== wanted.value ? typed : ''))
    },
  })
  const state = network.data?.password ?? 'none'
  const problem = network.data?.passwordProblem ?? null
  const isStored = state !== 'none'
  const submit = (): void => {
    if (password !== '') change.mutate({ kind: 'set', value: password })
  }
  return (
    <Stack spacing={1}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
        <TextField
          id="field-proxy-password"
          type="password"
          label={t('password.label')}
          value={password}
          error={problem !== null}
          helperText={problem ? errorText(problem).what : t(`password.hint.${state}`)}
          placeholder={isStored ? '••••••••' : ''}
          onChange={(event) => {
            setPassword(event.target.value)
          }}
          onBlur={submit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') submit()
          }}
          slotProps={{
            htmlInput: { autoComplete: 'new-password' },
            inputLabel: isStored ? { shrink: true } : {},
          }}
        />
        {isStored && password === '' && (
          <Button
            onClick={() => {
              change.mutate({ kind: 'clear' })
            }}
            sx={{ flexShrink: 0, height: 38 }}
          >
            {t('password.clear')}
          </Button>
        )}
      </Stack>
      {change.error && <AppErrorAlert error={toAppError(change.error)} />}
    </Stack>
  )
}
