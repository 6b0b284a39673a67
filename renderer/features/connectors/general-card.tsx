import SearchIcon from '@mui/icons-material/TravelExplore'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import InputAdornment from '@mui/material/InputAdornment'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import {
  AUTHENTICATION_METHODS,
  AVAILABLE_AUTHENTICATION_METHODS,
  WINDOWS_USERS,
  type ConnectorDraft,
} from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { FormSwitch } from '../../components/form-switch.tsx'
import { FormTextField } from '../../components/form-text-field.tsx'
import { SectionCard } from '../../components/section-card.tsx'
import { FormGrid } from '../../components/form-grid.tsx'
import { useLock } from '../../components/locks.tsx'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { domainUse } from './domain-use.ts'
import { ServiceKindLabel } from './service-kind-label.tsx'

type GeneralCardProps = {
  readonly form: UseFormReturn<ConnectorDraft>
  readonly accounts: readonly EwsAccount[]
  readonly isNew: boolean
  readonly completeUrl: () => void
  readonly completedUrl: string | null
  readonly onFindServer: () => void
}

/** The card "Allgemein". */
export function GeneralCard(props: GeneralCardProps) {
  const { form, accounts, isNew, completeUrl, completedUrl, onFindServer } = props
  const { t } = useTranslation()
  const { control } = form
  const [url, method, windowsUser, domain] = useWatch({
    control,
    name: ['url', 'authenticationMethod', 'windowsUser', 'domain'],
  })
  const urlLock = useLock('url')
  const isAvailable = AVAILABLE_AUTHENTICATION_METHODS.includes(method)

  return (
    <SectionCard id="general-title" title={t('connector.general')} help="connector.general">
      <FormGrid>
        <FormTextField
          control={control}
          name="name"
          label={t('connectors.name')}
          hint={t('connector.name.hint')}
          required
          autoFocus={isNew}
        />
        <Box>
          <FormSwitch control={control} name="active" label={t('field.active')} />
          <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
            {t('connector.active.hint')}
          </Typography>
        </Box>
        <Box
          sx={{
            ...{ gridColumn: { md: '1 / -1' }, display: 'grid', gap: 1, alignItems: 'start' },
            gridTemplateColumns: { xs: '1fr', sm: '1fr auto' },
          }}
        >
          <FormTextField
            control={control}
            name="url"
            label={t('connector.url')}
            placeholder="https://mail.example.com/EWS/Exchange.asmx"
            hint={
              completedUrl !== null && completedUrl === url
                ? t('connector.url.completed')
                : t('connector.url.hint')
            }
            required
            onLeave={completeUrl}
            slotProps={{
              htmlInput: { spellCheck: false, autoCapitalize: 'off' },
              input: {
                endAdornment:
                  url === '' ? null : (
                    <InputAdornment position="end">
                      <ServiceKindLabel url={url} />
                    </InputAdornment>
                  ),
              },
            }}
          />
          <Button
            variant="outlined"
            startIcon={<SearchIcon />}
            disabled={urlLock !== null}
            onClick={onFindServer}
            sx={{ minHeight: 40, whiteSpace: 'nowrap' }}
          >
            {t('find.open')}
          </Button>
        </Box>
        <FormTextField
          control={control}
          name="authenticationMethod"
          label={t('connector.method')}
          select
          hint={t('connector.method.hint')}
        >
          {AUTHENTICATION_METHODS.map((each) => (
            <MenuItem key={each} value={each}>
              {t(`method.${each}`)}
            </MenuItem>
          ))}
        </FormTextField>
        <FormTextField
          control={control}
          name="domain"
          label={t('connector.domain')}
          hint={t(
            `connector.domain.${domainUse(domain, { authenticationMethod: method, windowsUser }, accounts)}`,
          )}
          slotProps={{ htmlInput: { spellCheck: false } }}
        />
        {method === 'windows' && (
          <FormTextField
            control={control}
            name="windowsUser"
            label={t('connector.windowsUser')}
            select
            hint={t(`windowsUser.${windowsUser}.hint`)}
          >
            {WINDOWS_USERS.map((each) => (
              <MenuItem key={each} value={each}>
                {t(`windowsUser.${each}`)}
              </MenuItem>
            ))}
          </FormTextField>
        )}
        {!isAvailable && (
          <Box sx={{ gridColumn: { md: '1 / -1' } }}>
            <MethodNotAvailable method={t(`method.${method}`)} />
          </Box>
        )}
      </FormGrid>
    </SectionCard>
  )
}

function MethodNotAvailable({ method }: { readonly method: string }) {
  const { what, todo } = useErrorText()({ code: 'sign-in.method-not-available', params: { method } })
  return (
    <Alert severity="info">
      {what} {todo}
    </Alert>
  )
}
