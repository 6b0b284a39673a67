import ChangedIcon from '@mui/icons-material/EditCalendarOutlined'
import AbsenceIcon from '@mui/icons-material/EventBusyOutlined'
import PrivateIcon from '@mui/icons-material/LockOutlined'
import MeetingIcon from '@mui/icons-material/PeopleOutlined'
import SeriesIcon from '@mui/icons-material/Repeat'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { visuallyHidden } from '@mui/utils'
import { useTranslation } from 'react-i18next'
import type { Occurrence } from '#shared/domain/data.ts'
import type { Instant } from '#shared/domain/ids.ts'

type EventContentProps = {
  readonly occurrence: Occurrence
  readonly time: (instant: Instant) => string
  /** It is as high as it is long: the subject goes on in further lines. */
  readonly isTall: boolean
}

const FLAT = {
  display: 'flex',
  alignItems: 'center',
  gap: 0.25,
  '& svg': { fontSize: 14, flexShrink: 0 },
} as const

/** One text that goes on as far down as the event lasts; the hours beside it are no larger. */
const TALL = {
  display: 'block',
  height: 1,
  overflow: 'hidden',
  fontSize: '0.8125rem',
  lineHeight: 1.35,
  '& svg': { fontSize: 14, verticalAlign: 'text-bottom', mr: 0.25 },
} as const

/** Time, signs and subject of one event. What the signs mean is said in words that only a screen reader gets. */
export function EventContent({ occurrence, time, isTall }: EventContentProps) {
  const { t } = useTranslation()
  const { kind, series, times, subject, location, meeting, sensitivity } = occurrence
  const isCancelled = meeting?.isCancelled === true
  const words = [
    times.kind === 'timed' ? t('calendar.until', { time: time(times.end) }) : t('calendar.allDay'),
    location,
    kind === 'absence' ? t('calendar.neverExported') : '',
    kind === 'meeting' ? t('calendar.meeting') : '',
    isCancelled ? t('calendar.cancelled') : '',
    series === 'occurrence' ? t('calendar.series') : '',
    series === 'changed' ? t('calendar.changed') : '',
    sensitivity === 'normal' ? '' : t('calendar.private'),
  ].filter((part) => part !== '')
  return (
    <Box
      component="span"
      sx={{
        ...(isTall ? TALL : FLAT),
        px: 0.25,
        minWidth: 0,
        flex: 1,
        position: 'relative',
      }}
    >
      {times.kind === 'timed' && <span>{time(times.start)} </span>}
      {kind === 'absence' && <AbsenceIcon aria-hidden />}
      {kind === 'meeting' && <MeetingIcon aria-hidden />}
      {series === 'occurrence' && <SeriesIcon aria-hidden />}
      {series === 'changed' && <ChangedIcon aria-hidden />}
      {sensitivity !== 'normal' && <PrivateIcon aria-hidden />}
      <Typography
        component="span"
        variant="inherit"
        noWrap={!isTall}
        data-may-be-cut // by the width of a day; the detail has it whole
        sx={{
          fontWeight: 500,
          minWidth: 0,
          ...(isTall && { overflowWrap: 'anywhere' }),
          textDecoration: isCancelled ? 'line-through' : 'none',
        }}
      >
        {subject || t('item.noSubject')}
      </Typography>
      <Box component="span" sx={visuallyHidden}>
        {`(${words.join(', ')})`}
      </Box>
    </Box>
  )
}
