import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { SecretState } from '#shared/domain/ews-account.ts'
import { FormTextField } from '../../components/form-text-field.tsx'
import type { AccountFormValues } from './account-form-values.ts'

type PasswordFieldProps = { readonly form: UseFormReturn<AccountFormValues>; readonly state: SecretState }

/** Write only: says whether a password is stored, takes a new one, or removes it; it never shows one. */
export function PasswordField({ form, state }: PasswordFieldProps) {
  const { t } = useTranslation()
  const { control, setValue } = form
  const [password, clears] = useWatch({ control, name: ['password', 'clearsPassword'] })
  const isStored = state !== 'none'
  const hint =
    password !== '' ? t('password.hint.set') : clears ? t('password.hint.clear') : t(`password.hint.${state}`)
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
      <FormTextField
        control={control}
        name="password"
        label={t('password.label')}
        type="password"
        hint={hint}
        placeholder={isStored && !clears ? '••••••••' : ''}
        onEdit={() => {
          setValue('clearsPassword', false)
        }}
        slotProps={{
          htmlInput: { autoComplete: 'new-password' },
          inputLabel: isStored && !clears ? { shrink: true } : {},
        }}
      />
      {isStored && password === '' && (
        <Button
          onClick={() => {
            setValue('clearsPassword', !clears, { shouldDirty: true })
          }}
          sx={{ flexShrink: 0, height: 38 }}
        >
          {t(clears ? 'password.keep' : 'password.clear')}
        </Button>
      )}
    </Stack>
  )
}
