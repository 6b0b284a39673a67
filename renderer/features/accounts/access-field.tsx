import MenuItem from '@mui/material/MenuItem'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { MAILBOX_ACCESS } from '#shared/domain/ews-account.ts'
import { FormTextField } from '../../components/form-text-field.tsx'
import type { AccountFormValues } from './account-form-values.ts'

/** How the account gets into its mailbox, with what that asks of the administrator of Exchange. */
export function AccessField({ form }: { readonly form: UseFormReturn<AccountFormValues> }) {
  const { t } = useTranslation()
  const access = useWatch({ control: form.control, name: 'access' })
  return (
    <FormTextField
      control={form.control}
      name="access"
      label={t('account.access')}
      hint={t(`access.${access}.hint`)}
      select
    >
      {MAILBOX_ACCESS.map((each) => (
        <MenuItem key={each} value={each}>
          {t(`access.${each}`)}
        </MenuItem>
      ))}
    </FormTextField>
  )
}
