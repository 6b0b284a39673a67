import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import { LOG_LEVELS } from '#shared/domain/settings.ts'
import { ariaKeys } from '../../components/shortcuts.ts'
import { useSearchFocus } from '../../components/use-search-focus.ts'
import type { EnteredFilter } from './log-filter.ts'

type LogToolbarProps = {
  readonly filter: EnteredFilter
  readonly events: readonly string[]
  readonly follows: boolean
  readonly onFilter: (filter: EnteredFilter) => void
  readonly onFollow: (follows: boolean) => void
}

const EVERY_EVENT = ' '

export function LogToolbar({ filter, events, follows, onFilter, onFollow }: LogToolbarProps) {
  const { t } = useTranslation()
  const field = useSearchFocus()
  const times = [
    ['from', t('log.from')],
    ['to', t('log.to')],
  ] as const
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
      <TextField
        label={t('log.search')}
        type="search"
        inputRef={field}
        slotProps={{ htmlInput: { 'aria-keyshortcuts': ariaKeys('search') } }}
        value={filter.text}
        onChange={(event) => {
          onFilter({ ...filter, text: event.target.value })
        }}
        sx={{ flex: '1 1 180px', maxWidth: 280 }}
      />
      <TextField
        select
        id="field-log-level"
        label={t('log.level')}
        value={filter.level}
        onChange={(event) => {
          const level = LOG_LEVELS.find((each) => each === event.target.value)
          if (level) onFilter({ ...filter, level })
        }}
        sx={{ flex: '0 1 210px' }}
      >
        {LOG_LEVELS.map((level) => (
          <MenuItem key={level} value={level}>
            {t(`log.level.${level}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        id="field-log-event"
        label={t('log.event')}
        value={filter.event ?? EVERY_EVENT}
        onChange={({ target: { value } }) => {
          onFilter({ ...filter, event: value === EVERY_EVENT ? null : value })
        }}
        sx={{ flex: '0 1 180px' }}
      >
        <MenuItem value={EVERY_EVENT}>{t('log.event.all')}</MenuItem>
        {events.map((event) => (
          <MenuItem key={event} value={event}>
            {event}
          </MenuItem>
        ))}
      </TextField>
      {times.map(([name, label]) => (
        <TextField
          key={name}
          type="datetime-local"
          label={label}
          value={filter[name]}
          onChange={(event) => {
            onFilter({ ...filter, [name]: event.target.value })
          }}
          slotProps={{ inputLabel: { shrink: true } }}
          sx={{ flex: '0 1 200px' }}
        />
      ))}
      <FormControlLabel
        control={
          <Switch
            checked={follows}
            onChange={(_event, checked) => {
              onFollow(checked)
            }}
          />
        }
        label={t('log.follow')}
      />
    </Stack>
  )
}
