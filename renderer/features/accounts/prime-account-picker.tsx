import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useController, type Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import { useFieldText } from '../../components/field-text.ts'
import type { AccountFormValues } from './account-form-values.ts'
import { OwnerLabel } from './owner-label.tsx'

type PrimeAccountPickerProps = {
  readonly control: Control<AccountFormValues>
  readonly primeAccounts: readonly PrimeEmailAccount[]
  readonly connectedWith: (id: string) => string | undefined
  readonly onPick: (account: PrimeEmailAccount) => void
}

export function PrimeAccountPicker(props: PrimeAccountPickerProps) {
  const { control, primeAccounts, connectedWith, onPick } = props
  const { t } = useTranslation()
  const { field, fieldState } = useController({ control, name: 'primeEmailAccountId' })
  const fieldText = useFieldText()
  const chosen = primeAccounts.find((account) => account.id === field.value) ?? null
  return (
    <Autocomplete
      id="field-primeEmailAccountId"
      options={primeAccounts}
      value={chosen}
      getOptionLabel={(account) => `${account.address} (${account.owner.name})`}
      getOptionKey={(account) => account.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      noOptionsText={t('prime.none')}
      openText={t('action.open')}
      closeText={t('action.close')}
      clearText={t('action.clear')}
      onChange={(_event, account) => {
        field.onChange(account?.id ?? '')
        if (account) onPick(account)
      }}
      onBlur={field.onBlur}
      renderOption={({ key, ...option }, account) => (
        <Box component="li" key={key} {...option}>
          <Box sx={{ minWidth: 0 }}>
            <Typography noWrap>{account.address}</Typography>
            <Typography variant="caption" color="textSecondary" component="div">
              <OwnerLabel owner={account.owner} />
              {connectedWith(account.id) !== undefined &&
                t('prime.connectedWith', { mailbox: connectedWith(account.id) })}
            </Typography>
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={t('prime.account')}
          required
          inputRef={field.ref}
          error={fieldState.error !== undefined}
          helperText={fieldText(fieldState.error) ?? t('prime.account.hint')}
        />
      )}
    />
  )
}
