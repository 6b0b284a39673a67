import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Who } from './history-filter.ts'
import type { MonitoredAccounts } from './monitored-accounts.ts'

type WhoFieldProps = {
  readonly accounts: MonitoredAccounts
  readonly who: Who
  readonly onChange: (who: Who) => void
}

type Option = {
  readonly who: NonNullable<Who>
  readonly label: string
  readonly group: 'connector' | 'account'
}

/** One account, all of a connector, or everybody: connectors first, then accounts, found by typing. */
export function WhoField({ accounts, who, onChange }: WhoFieldProps) {
  const { t } = useTranslation()
  const options = useMemo(() => optionsOf(accounts), [accounts])
  return (
    <Autocomplete<Option>
      options={options}
      value={options.find((option) => option.who.id === who?.id) ?? null}
      onChange={(_event, option) => {
        onChange(option?.who ?? null)
      }}
      groupBy={({ group }) => t(`monitor.who.${group}`)}
      getOptionKey={({ who: { id } }) => id}
      isOptionEqualToValue={(one, other) => one.who.id === other.who.id}
      openText={t('action.open')}
      clearText={t('action.clear')}
      closeText={t('action.close')}
      noOptionsText={t('monitor.who.none')}
      renderInput={(params) => (
        <TextField {...params} label={t('monitor.who')} placeholder={t('monitor.who.all')} />
      )}
      sx={{ flex: '1 1 280px', maxWidth: 320 }}
    />
  )
}

function optionsOf(accounts: MonitoredAccounts): Option[] {
  const all = [...accounts.values()]
  const connectors = new Map(all.map(({ connector }) => [connector.id, connector.name]))
  const byLabel = (one: Option, other: Option) => one.label.localeCompare(other.label)
  return [
    ...[...connectors]
      .map(([id, label]): Option => ({ who: { kind: 'connector', id }, label, group: 'connector' }))
      .sort(byLabel),
    ...all
      .map(({ id, name }): Option => ({ who: { kind: 'account', id }, label: name, group: 'account' }))
      .sort(byLabel),
  ]
}
