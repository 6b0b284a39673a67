import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Occurrence } from '#shared/domain/data.ts'
import type { AppointmentRecord, Attendee, Meeting } from '#shared/domain/prime-items.ts'
import { Facts } from '../../../components/facts.tsx'
import { PlainText } from '../../../components/plain-text.tsx'
import { StatusChip, type Tone } from '../../../components/status-chip.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { shownPerson } from '../mail/person.ts'
import { ruleText } from '../rule-text.ts'
import { useZonedFormat } from '../zoned-format.ts'

type AppointmentFactsProps = {
  readonly record: AppointmentRecord
  readonly occurrence: Occurrence | null
  /** Of Winoffice Prime, in which times are shown. */
  readonly zone: string
}

export function AppointmentFacts({ record, occurrence, zone }: AppointmentFactsProps) {
  const { t, i18n } = useTranslation()
  const format = useZonedFormat(zone)
  const { number } = useFormat()
  const { series, meeting, times } = record
  const isOccurrence = occurrence !== null && occurrence.series !== 'none'
  const shown = isOccurrence ? { ...record, ...exceptionOf(record, occurrence) } : record
  const count = (name: 'exceptions' | 'deletedOccurrences', n: number): string =>
    n === 0 ? '' : t(`item.${name}`, { count: n, n: number(n) })
  const repeats = series && [
    ruleText(series.recurrence, t, i18n.language),
    count('exceptions', series.exceptions.length),
    count('deletedOccurrences', series.deleted.length),
  ]
  const facts = [
    { name: t('item.when'), value: isOccurrence ? '' : format.times(times) },
    { name: t('item.occurrence'), value: isOccurrence ? occurrenceText(occurrence, format.times, t) : '' },
    { name: t('item.repeats'), value: repeats?.filter((text) => text !== '').join(' · ') ?? '' },
    { name: t('item.ownZone'), value: ownZone(times.timeZone, zone, t('item.zoneUnknown')) },
    { name: t('item.location'), value: shown.location },
    { name: t('item.freeBusy'), value: t(`sync.value.${shown.freeBusy}`) },
    {
      name: t('item.reminder'),
      value:
        shown.reminderMinutes === null
          ? ''
          : t('edit.reminder.minutes', { count: shown.reminderMinutes, n: number(shown.reminderMinutes) }),
    },
    {
      name: t('item.sensitivity'),
      value: shown.sensitivity === 'normal' ? '' : t(`sync.value.${shown.sensitivity}`),
    },
    {
      name: t('item.importance'),
      value: shown.importance === 'normal' ? '' : t(`sync.value.${shown.importance}`),
    },
    { name: t('item.categories'), value: shown.categories.join(', ') },
    ...(meeting ? [{ name: t('item.organizer'), value: organizerText(meeting, t) }] : []),
  ].filter(({ value }) => value !== '')
  return (
    <>
      {meeting?.isCancelled && <Alert severity="warning">{t('item.cancelled')}</Alert>}
      <Facts facts={facts} />
      {meeting && <Attendees attendees={meeting.attendees} />}
      {shown.text.trim() !== '' && (
        <PlainText label={t('item.text')} text={shown.text} sx={{ maxHeight: 200 }} />
      )}
    </>
  )
}

function occurrenceText(
  { times, series }: Occurrence,
  timesText: (times: Occurrence['times']) => string,
  t: TFunction,
): string {
  return series === 'changed' ? `${timesText(times)} (${t('calendar.changed')})` : timesText(times)
}

/** By what it is now: a series that was moved since has other planned starts. */
function exceptionOf({ series }: AppointmentRecord, occurrence: Occurrence) {
  if (occurrence.series !== 'changed') return {}
  const times = JSON.stringify(occurrence.times)
  return series?.exceptions.find(({ details }) => JSON.stringify(details.times) === times)?.details ?? {}
}

function ownZone(own: string | null, zone: string, unknown: string): string {
  if (own === null) return unknown
  return established(own) === established(zone) ? '' : own
}

/** Zones have several names: `Etc/UTC` is `UTC`. */
function established(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    return zone // of the server's own making
  }
}

function organizerText({ organizer, isOrganizer }: Meeting, t: TFunction): string {
  if (organizer === null) return isOrganizer ? t('item.organizerSelf', { name: '–' }) : ''
  const name = shownPerson(organizer)
  return isOrganizer ? t('item.organizerSelf', { name }) : name
}

const RESPONSE_TONES: Readonly<Record<Attendee['response'], Tone>> = {
  none: 'neutral',
  accepted: 'success',
  tentative: 'warning',
  declined: 'cancelled',
}

function Attendees({ attendees }: { readonly attendees: readonly Attendee[] }) {
  const { t } = useTranslation()
  if (attendees.length === 0) return null
  return (
    <Box
      component="ul"
      aria-label={t('item.attendees')}
      sx={{ m: 0, p: 0, listStyle: 'none', typography: 'body2', display: 'grid', gap: 0.5 }}
    >
      {attendees.map((attendee, index) => (
        <Box
          component="li"
          key={index}
          sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
        >
          <Box component="span" sx={{ overflowWrap: 'anywhere', userSelect: 'text' }}>
            <bdi>{shownPerson(attendee)}</bdi>
          </Box>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t(`item.role.${attendee.role}`)}
          </Box>
          <StatusChip
            tone={RESPONSE_TONES[attendee.response]}
            label={t(`item.response.${attendee.response}`)}
          />
        </Box>
      ))}
    </Box>
  )
}
