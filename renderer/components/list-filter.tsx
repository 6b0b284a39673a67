import SearchIcon from '@mui/icons-material/Search'
import InputAdornment from '@mui/material/InputAdornment'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import { HEALTH_STATES, HEALTH_TONES, type HealthFilter } from './health-states.ts'
import { ariaKeys } from './shortcuts.ts'
import { ToneIcon } from './status-chip.tsx'
import { useSearchFocus } from './use-search-focus.ts'

type ListFilterProps = {
  /** What is searched. */
  readonly label: string
  /** It was asked for by the shortcut. */
  readonly takesFocus: boolean
  readonly text: string
  readonly onText: (text: string) => void
  readonly filter: HealthFilter
  readonly onFilter: (filter: HealthFilter) => void
  readonly counts: Readonly<Record<HealthFilter, number>>
}

/** Search by text and choose by state, with how many there are of each; a state that nobody has is not offered. */
export function ListFilter(props: ListFilterProps) {
  const { label, takesFocus, text, onText, filter, onFilter, counts } = props
  const { t } = useTranslation()
  const { number } = useFormat()
  const field = useSearchFocus()
  useEffect(() => {
    if (takesFocus) field.current?.focus()
  }, [takesFocus, field])
  const offered = (['all', ...HEALTH_STATES] as const).filter(
    (each) => each === 'all' || each === filter || counts[each] > 0,
  )
  return (
    <Stack direction="row" spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap', px: 2, pt: 1, pb: 1 }}>
      <TextField
        label={label}
        type="search"
        inputRef={field}
        value={text}
        onChange={(event) => {
          onText(event.target.value)
        }}
        sx={{ width: 240 }}
        slotProps={{
          htmlInput: { 'aria-keyshortcuts': ariaKeys('search') },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
      />
      <ToggleButtonGroup
        size="small"
        exclusive
        value={filter}
        aria-label={t('health.filter')}
        onChange={(_event, chosen: HealthFilter | null) => {
          onFilter(chosen ?? 'all')
        }}
        sx={{ flexWrap: 'wrap' }}
      >
        {offered.map((each) => (
          <ToggleButton key={each} value={each} sx={{ gap: 0.5, py: 0.5 }}>
            {each !== 'all' && <ToneIcon tone={HEALTH_TONES[each]} fontSize="inherit" />}
            {t(`health.${each}`)} ({number(counts[each])})
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Stack>
  )
}
