import NextIcon from '@mui/icons-material/ChevronRight'
import PreviousIcon from '@mui/icons-material/ChevronLeft'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'

export type CalendarViewName = 'month' | 'week'

type CalendarToolbarProps = {
  readonly title: string
  readonly view: CalendarViewName
  readonly zone: string
  readonly isEmpty: boolean
  readonly onView: (view: CalendarViewName) => void
  readonly onMove: (move: 'prev' | 'next' | 'today') => void
}

export function CalendarToolbar({ title, view, zone, isEmpty, onView, onMove }: CalendarToolbarProps) {
  const { t } = useTranslation()
  return (
    <Stack
      direction="row"
      spacing={1}
      sx={{ p: 1, alignItems: 'center', flexWrap: 'wrap', borderBottom: 1, borderColor: 'divider' }}
    >
      <Tooltip title={t('calendar.previous')} describeChild={false}>
        <IconButton
          size="small"
          onClick={() => {
            onMove('prev')
          }}
        >
          <PreviousIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Tooltip title={t('calendar.next')} describeChild={false}>
        <IconButton
          size="small"
          onClick={() => {
            onMove('next')
          }}
        >
          <NextIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Button
        size="small"
        variant="outlined"
        onClick={() => {
          onMove('today')
        }}
      >
        {t('calendar.today')}
      </Button>
      <Typography variant="h3" component="h2" aria-live="polite" sx={{ minWidth: 150 }}>
        {title}
      </Typography>
      <Typography variant="caption" color="textSecondary" sx={{ mr: 'auto' }}>
        {isEmpty && (
          <>
            <span role="status">{t('calendar.nothing')}</span>{' '}
          </>
        )}
        {t('calendar.zone', { zone })}
      </Typography>
      <ToggleButtonGroup
        size="small"
        exclusive
        value={view}
        aria-label={t('calendar.view')}
        onChange={(_event, next: CalendarViewName | null) => {
          if (next) onView(next)
        }}
      >
        <ToggleButton value="month" sx={{ py: 0.25 }}>
          {t('calendar.month')}
        </ToggleButton>
        <ToggleButton value="week" sx={{ py: 0.25 }}>
          {t('calendar.week')}
        </ToggleButton>
      </ToggleButtonGroup>
    </Stack>
  )
}
