import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useTranslation } from 'react-i18next'
import { authenticationMethodSchema, type AuthenticationMethod } from '#shared/domain/connector.ts'
import { remedyOf } from '#shared/domain/remedy.ts'
import type { AppError } from '#shared/errors.ts'
import { PowerShell } from '../../components/power-shell.tsx'

/** What can be done about a failed step from where it is told. */
export type StepHelp = {
  /** Address that was tested. */
  readonly url: string
  /** Ends the pause after too many refused sign-ins, and tests again. */
  readonly onResume: () => void
  /** Takes the method that the server offers into the form; absent where there is no form. */
  readonly onAdopt?: (method: AuthenticationMethod) => void
}

type StepHelpViewProps = { readonly error: AppError; readonly help: StepHelp }

export function StepHelpView({ error, help }: StepHelpViewProps) {
  const { t } = useTranslation()
  const { url, onResume, onAdopt } = help
  const remedy = remedyOf(error, url)
  const proposed = authenticationMethodSchema.safeParse(error.params.proposed).data
  const canAdopt = error.code === 'sign-in.method-not-offered' && proposed !== undefined && onAdopt
  const isPaused = error.code === 'sign-in.paused'
  if (!remedy && !canAdopt && !isPaused) return null
  return (
    <Stack spacing={1} sx={{ alignItems: 'flex-start', my: 1 }}>
      {canAdopt && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => {
            onAdopt(proposed)
          }}
        >
          {t('test.adopt', { method: t(`method.${proposed}`) })}
        </Button>
      )}
      {isPaused && (
        <Button size="small" variant="outlined" onClick={onResume}>
          {t('test.resume')}
        </Button>
      )}
      {remedy && <PowerShell command={remedy} />}
    </Stack>
  )
}
