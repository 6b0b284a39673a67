import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'

type PrimeAccountSelectProps = {
  readonly accounts: readonly PrimeEmailAccount[]
  readonly chosen: PrimeEmailAccount
  readonly onChoose: (account: PrimeEmailAccount) => void
}

/** Chooses whose e-mails are shown; searchable, since there may be hundreds. */
export function PrimeAccountSelect({ accounts, chosen, onChoose }: PrimeAccountSelectProps) {
  const { t } = useTranslation()
  return (
    <Autocomplete
      options={accounts}
      value={chosen}
      disableClearable
      getOptionLabel={(account) => `${account.owner.name} · ${account.address}`}
      getOptionKey={(account) => account.id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      noOptionsText={t('prime.none')}
      openText={t('action.open')}
      closeText={t('action.close')}
      onChange={(_event, account) => {
        onChoose(account)
      }}
      sx={{ width: 400, maxWidth: '100%' }}
      renderInput={(params) => <TextField {...params} label={t('prime.account')} />}
    />
  )
}
