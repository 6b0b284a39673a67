import Alert from '@mui/material/Alert'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { usesPasswords, type ConnectorDraft } from '#shared/domain/connector.ts'
import { effectiveUserName, isQualifiedUserName, type SecretState } from '#shared/domain/ews-account.ts'
import { FormTextField } from '../../components/form-text-field.tsx'
import type { AccountFormValues } from './account-form-values.ts'
import { PasswordField } from './password-field.tsx'

type SignInFieldsProps = {
  readonly form: UseFormReturn<AccountFormValues>
  readonly connector: ConnectorDraft
  readonly password: SecretState
}

/** User name and password; with OAuth2 there are none to enter. */
export function SignInFields({ form, connector, password }: SignInFieldsProps) {
  const { t } = useTranslation()
  const userName = useWatch({ control: form.control, name: 'userName' }).trim()
  if (connector.authenticationMethod === 'oauth2') {
    return <Alert severity="info">{t('account.oauth2')}</Alert>
  }
  if (!usesPasswords(connector)) return <Alert severity="info">{t('account.windowsUser')}</Alert>
  const domain = connector.domain.trim()
  const hint = (): string => {
    if (userName === '') return t('account.userName.hint')
    const values = { name: effectiveUserName(userName, domain), domain }
    const isDomainUnused = domain !== '' && isQualifiedUserName(userName)
    return t(
      isDomainUnused ? 'account.userName.effectiveWithoutDomain' : 'account.userName.effective',
      values,
    )
  }
  return (
    <>
      <FormTextField
        control={form.control}
        name="userName"
        label={t('account.userName')}
        required
        hint={hint()}
        slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
      />
      <PasswordField form={form} state={password} />
    </>
  )
}
