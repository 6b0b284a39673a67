import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormGroup from '@mui/material/FormGroup'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useController, useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { FIRST_SYNC_DAYS_RANGE } from '#shared/domain/sync-settings.ts'
import { FormNumberField } from '../../components/form-number-field.tsx'
import { FormSwitch } from '../../components/form-switch.tsx'
import { FormTextField } from '../../components/form-text-field.tsx'
import { useFieldText } from '../../components/field-text.ts'
import type { AccountFormValues } from './account-form-values.ts'
import { FurtherFoldersField } from './further-folders-field.tsx'

type SyncFieldsProps = {
  readonly form: UseFormReturn<AccountFormValues>
  /** `null`: a new account, whose mailbox cannot be asked yet. */
  readonly account: EwsAccount | null
}

/** What of an account is synchronised, and how. */
export function SyncFields({ form, account }: SyncFieldsProps) {
  const { t } = useTranslation()
  const { control } = form
  const [receiveOnly, mailsAttendees, isLimited, kinds] = useWatch({
    control,
    name: ['sync.receiveOnly', 'sync.mailsAttendees', 'limitsFirstSync', 'sync.syncedKinds'],
  })
  return (
    <Stack component="section" spacing={2} aria-labelledby="account-sync-title">
      <Typography id="account-sync-title" variant="h3">
        {t('account.sync.title')}
      </Typography>
      <KindsField form={form} />
      <Box>
        <FormSwitch control={control} name="sync.receiveOnly" label={t('account.receiveOnly')} />
        {receiveOnly && <Alert severity="info">{t('account.receiveOnly.hint')}</Alert>}
      </Box>
      <Box>
        <FormSwitch control={control} name="limitsFirstSync" label={t('account.firstSync.limited')} />
        {isLimited ? (
          <FormNumberField
            control={control}
            name="sync.firstSyncDays"
            label={t('account.firstSyncDays')}
            range={FIRST_SYNC_DAYS_RANGE}
            hint={t('account.firstSyncDays.hint')}
          />
        ) : (
          <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
            {t('account.firstSync.all')}
          </Typography>
        )}
      </Box>
      {kinds.includes('calendar') && !receiveOnly && (
        <Box>
          <FormSwitch control={control} name="sync.mailsAttendees" label={t('account.mailsAttendees')} />
          {mailsAttendees ? (
            <Alert severity="warning">{t('account.mailsAttendees.warning')}</Alert>
          ) : (
            <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
              {t('account.mailsAttendees.off')}
            </Typography>
          )}
        </Box>
      )}
      {kinds.includes('emails') && <FurtherFoldersField form={form} account={account} />}
      <FormTextField
        control={control}
        name="url"
        label={t('account.url')}
        hint={t('account.url.hint')}
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'off' } }}
      />
    </Stack>
  )
}

function KindsField({ form }: Pick<SyncFieldsProps, 'form'>) {
  const { t } = useTranslation()
  const fieldText = useFieldText()
  const { field, fieldState } = useController({ control: form.control, name: 'sync.syncedKinds' })
  return (
    <FormControl component="fieldset" error={fieldState.error !== undefined}>
      <FormLabel component="legend">{t('account.kinds')}</FormLabel>
      <FormGroup row>
        {SYNC_KINDS.map((kind) => (
          <FormControlLabel
            key={kind}
            label={t(`syncKind.${kind}`)}
            control={
              <Checkbox
                checked={field.value.includes(kind)}
                onBlur={field.onBlur}
                onChange={(_event, checked) => {
                  field.onChange(
                    SYNC_KINDS.filter((each) => (each === kind ? checked : field.value.includes(each))),
                  )
                }}
              />
            }
          />
        ))}
      </FormGroup>
      <FormHelperText>{fieldText(fieldState.error) ?? t('account.kinds.hint')}</FormHelperText>
    </FormControl>
  )
}
