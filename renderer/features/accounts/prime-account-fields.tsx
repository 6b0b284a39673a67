import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useWatch, type UseFormReturn } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { OWNER_KINDS, type PrimeEmailAccount } from '#shared/domain/prime.ts'
import { FormTextField } from '../../components/form-text-field.tsx'
import type { AccountFormValues } from './account-form-values.ts'
import { PrimeAccountPicker } from './prime-account-picker.tsx'

type PrimeAccountFieldsProps = {
  readonly form: UseFormReturn<AccountFormValues>
  readonly primeAccounts: readonly PrimeEmailAccount[]
  /** The mailbox a Prime account is already connected with, as far as this connector knows. */
  readonly connectedWith: (id: string) => string | undefined
  /** The address of the chosen or typed account, for the mailbox. */
  readonly onAddress: (address: string) => void
}

/** Which Winoffice Prime e-mail account: an existing one, or a new one with its owner. */
export function PrimeAccountFields(props: PrimeAccountFieldsProps) {
  const { form, primeAccounts, connectedWith, onAddress } = props
  const { t } = useTranslation()
  const { control, setValue, clearErrors } = form
  const mode = useWatch({ control, name: 'primeMode' })
  const setMode = (value: string): void => {
    clearErrors(['primeEmailAccountId', 'ownerName', 'address'])
    setValue('primeMode', value === 'new' ? 'new' : 'existing', { shouldDirty: true })
  }
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0 }}>
      <Typography component="legend" variant="subtitle2" sx={{ p: 0 }}>
        {t('prime.title')}
      </Typography>
      <Stack spacing={2}>
        <RadioGroup
          row
          aria-label={t('prime.mode')}
          value={mode}
          onChange={(_event, value) => {
            setMode(value)
          }}
        >
          <FormControlLabel value="existing" control={<Radio size="small" />} label={t('prime.existing')} />
          <FormControlLabel value="new" control={<Radio size="small" />} label={t('prime.new')} />
        </RadioGroup>
        {mode === 'existing' ? (
          <PrimeAccountPicker
            control={control}
            primeAccounts={primeAccounts}
            connectedWith={connectedWith}
            onPick={(account) => {
              onAddress(account.address)
            }}
          />
        ) : (
          <>
            <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '160px 1fr', alignItems: 'start' }}>
              <FormTextField control={control} name="ownerKind" label={t('owner.kind')} select>
                {OWNER_KINDS.map((kind) => (
                  <MenuItem key={kind} value={kind}>
                    {t(`owner.${kind}`)}
                  </MenuItem>
                ))}
              </FormTextField>
              <FormTextField control={control} name="ownerName" label={t('owner.name')} required />
            </Box>
            <FormTextField
              control={control}
              name="address"
              label={t('prime.address')}
              required
              onEdit={onAddress}
              slotProps={{ htmlInput: { spellCheck: false } }}
            />
          </>
        )}
      </Stack>
    </Box>
  )
}
