import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SYNC_TRIGGERS, syncOutcomeSchema } from '#shared/domain/sync.ts'
import { PERIODS, type HistoryFilter } from '../monitor/history-filter.ts'

type HistoryBarProps = {
  readonly filter: HistoryFilter
  readonly onChange: (filter: HistoryFilter) => void
  /** Stands first, for example whose runs are shown. */
  readonly children?: ReactNode
}

const ALL = 'all'

/** Which runs of the history are shown. */
export function HistoryBar({ filter, onChange, children }: HistoryBarProps) {
  const { t } = useTranslation()
  const change = (changes: Partial<HistoryFilter>): void => {
    onChange({ ...filter, ...changes })
  }
  return (
    <Stack
      direction="row"
      role="search"
      aria-label={t('history.filter')}
      sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center', pt: 0.75 }}
    >
      {children}
      <Choice
        label={t('run.outcome')}
        value={filter.outcome}
        options={syncOutcomeSchema.options.map((outcome) => [outcome, t(`sync.outcome.${outcome}`)] as const)}
        onChange={(outcome) => {
          change({ outcome })
        }}
      />
      <Choice
        label={t('run.trigger')}
        value={filter.trigger}
        options={SYNC_TRIGGERS.map((trigger) => [trigger, t(`sync.trigger.${trigger}`)] as const)}
        onChange={(trigger) => {
          change({ trigger })
        }}
      />
      <TextField
        select
        label={t('history.period')}
        value={filter.period}
        onChange={(event) => {
          const period = PERIODS.find((each) => each === event.target.value)
          if (period !== undefined) change({ period })
        }}
        sx={{ flex: '1 1 140px', maxWidth: 180 }}
      >
        {PERIODS.map((period) => (
          <MenuItem key={period} value={period}>
            {t(`history.period.${period}`)}
          </MenuItem>
        ))}
      </TextField>
      {filter.period === 'days' &&
        (['from', 'to'] as const).map((end) => (
          <TextField
            key={end}
            type="date"
            label={t(`history.${end}`)}
            value={filter[end]}
            onChange={(event) => {
              change({ [end]: event.target.value })
            }}
            slotProps={{ inputLabel: { shrink: true } }}
            sx={{ width: 150 }}
          />
        ))}
      <FormControlLabel
        label={t('history.showsIdle')}
        control={
          <Switch
            size="small"
            checked={filter.showsIdle}
            onChange={(_event, showsIdle) => {
              change({ showsIdle })
            }}
          />
        }
      />
    </Stack>
  )
}

type ChoiceProps<T extends string> = {
  readonly label: string
  readonly value: T | null
  readonly options: readonly (readonly [T, string])[]
  readonly onChange: (value: T | null) => void
}

/** One of several, or all of them. */
function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const { t } = useTranslation()
  return (
    <TextField
      select
      label={label}
      value={value ?? ALL}
      onChange={(event) => {
        onChange(options.find(([option]) => option === event.target.value)?.[0] ?? null)
      }}
      sx={{ flex: '1 1 140px', minWidth: 'fit-content', maxWidth: 180 }}
    >
      <MenuItem value={ALL}>{t('history.all')}</MenuItem>
      {options.map(([option, text]) => (
        <MenuItem key={option} value={option}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  )
}
