/** The card "OAuth2" of a connector: where its accounts sign in, as which application, and who. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { ConnectorDraft } from '#shared/domain/connector.ts'
import type { ConnectorId } from '#shared/domain/ids.ts'
import { CLOUD_NAMES, cloudOf, CLOUDS, OAUTH2_SIGN_INS, scopesOf } from '#shared/domain/oauth2.ts'
import { FormTextField } from '../../components/form-text-field.tsx'
import { SectionCard } from '../../components/section-card.tsx'
import { FormGrid } from '../../components/form-grid.tsx'
import { lockedField, useLock } from '../../components/locks.tsx'
import { ApplicationCredential } from './application-credential.tsx'

type OAuth2CardProps = {
  readonly form: UseFormReturn<ConnectorDraft>
  readonly connectorId: ConnectorId | null
}

export function OAuth2Card({ form, connectorId }: OAuth2CardProps) {
  const { t } = useTranslation()
  const { control, setValue } = form
  const [authorityLock, scopeLock] = [useLock('oauth2.authority'), useLock('oauth2.scope')]
  const [method, oauth2] = useWatch({ control, name: ['authenticationMethod', 'oauth2'] })
  if (method !== 'oauth2') return null
  const { signIn } = oauth2
  const plain = { htmlInput: { spellCheck: false, autoCapitalize: 'off' } }
  const whole = { gridColumn: { md: '1 / -1' } }

  return (
    <SectionCard id="oauth2-title" title={t('oauth2.title')} help="connector.oauth2">
      <FormGrid>
        <TextField
          select
          id="field-oauth2-cloud"
          label={t('oauth2.cloud')}
          helperText={t('oauth2.cloud.hint')}
          {...lockedField(authorityLock ?? scopeLock)}
          value={cloudOf(oauth2) ?? 'custom'}
          onChange={(event) => {
            const cloud = CLOUD_NAMES.find((name) => name === event.target.value)
            if (!cloud) return
            const { authority, scope } = CLOUDS[cloud]
            setValue('oauth2.authority', authority, { shouldDirty: true, shouldValidate: true })
            setValue('oauth2.scope', scope, { shouldDirty: true, shouldValidate: true })
          }}
        >
          {CLOUD_NAMES.map((name) => (
            <MenuItem key={name} value={name}>
              {t(`oauth2.cloud.${name}`)}
            </MenuItem>
          ))}
          {/* What the fields are when they are no preset; choosing it changes nothing. */}
          <MenuItem value="custom">{t('oauth2.cloud.custom')}</MenuItem>
        </TextField>
        <FormTextField
          control={control}
          name="oauth2.signIn"
          label={t('oauth2.signIn')}
          select
          hint={t('oauth2.signIn.hint')}
        >
          {OAUTH2_SIGN_INS.map((each) => (
            <MenuItem key={each} value={each}>
              {t(`oauth2.signIn.${each}`)}
            </MenuItem>
          ))}
        </FormTextField>
        <FormTextField
          control={control}
          name="oauth2.clientId"
          label={t('oauth2.clientId')}
          hint={t('oauth2.clientId.hint')}
          required
          slotProps={plain}
        />
        <FormTextField
          control={control}
          name="oauth2.tenant"
          label={t('oauth2.tenant')}
          hint={t('oauth2.tenant.hint')}
          slotProps={plain}
        />
        <FormTextField
          control={control}
          name="oauth2.authority"
          label={t('oauth2.authority')}
          hint={t('oauth2.authority.hint')}
          required
          slotProps={plain}
        />
        <FormTextField
          control={control}
          name="oauth2.scope"
          label={t('oauth2.scope')}
          hint={
            signIn === 'user'
              ? t('oauth2.scope.hint')
              : t('oauth2.scope.application', { scope: scopesOf(oauth2)[0] ?? '' })
          }
          required
          slotProps={plain}
        />
        {signIn !== 'user' && (
          <Box sx={whole}>
            <ApplicationCredential
              connectorId={connectorId}
              kind={signIn === 'application-secret' ? 'secret' : 'certificate'}
            />
          </Box>
        )}
        <Box sx={whole}>
          <Alert severity="info">
            {t(signIn === 'user' ? 'oauth2.registration.user' : 'oauth2.registration.application')}
          </Alert>
        </Box>
      </FormGrid>
    </SectionCard>
  )
}
