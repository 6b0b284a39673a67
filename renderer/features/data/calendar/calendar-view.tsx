/**
 * Month and week of one account, in the zone of Winoffice Prime. FullCalendar 7 lays out days and hours; its toolbar
 * is left out for ours, so that buttons look and speak as everywhere else. Its styles are files of their own, which
 * the policy of the window allows, and take their colours from the theme.
 */
import FullCalendar, { type CalendarRef, type DatesSetInfo, type EventInput } from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import deLocale from '@fullcalendar/react/locales/de'
import enLocale from '@fullcalendar/react/locales/en-gb'
import '@fullcalendar/react/skeleton.css'
import classicTheme from '@fullcalendar/react/themes/classic'
import '@fullcalendar/react/themes/classic/palette.css'
import '@fullcalendar/react/themes/classic/theme.css'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import Box from '@mui/material/Box'
import LinearProgress from '@mui/material/LinearProgress'
import Paper from '@mui/material/Paper'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarRange, Occurrence } from '#shared/domain/data.ts'
import { instantOf } from '#shared/domain/ids.ts'
import type { AppointmentTimes } from '#shared/domain/prime-items.ts'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import type { PlaceProps } from '../account-places.tsx'
import { itemQuery, occurrencesQuery } from '../data-queries.ts'
import { ItemDialog } from '../item/item-dialog.tsx'
import { useZonedFormat } from '../zoned-format.ts'
import { CALENDAR_COLOURS } from './calendar-colours.ts'
import { CalendarToolbar, type CalendarViewName } from './calendar-toolbar.tsx'
import { EventContent } from './event-content.tsx'

const VIEWS = { month: 'dayGridMonth', week: 'timeGridWeek' } as const

export default function CalendarView(props: PlaceProps) {
  // The calendar opens where the object lies that was asked for; later it stays where somebody has gone.
  const [asked] = useState(props.place.item)
  const first = useQuery({ ...itemQuery(asked), enabled: asked !== null })
  if (first.isPending && first.fetchStatus === 'fetching') return <Loading />
  const record = first.data?.item.record
  const times = record && 'times' in record ? record.times : null
  return <Calendar {...props} initialDate={times === null ? null : startOf(times)} />
}

function startOf(times: AppointmentTimes): string {
  return times.kind === 'timed' ? times.start : times.startDate
}

function Calendar({ account, data, place, go, initialDate }: PlaceProps & { initialDate: string | null }) {
  const { t, i18n } = useTranslation()
  const calendar = useRef<CalendarRef>(null)
  const region = useRef<HTMLElement>(null)
  const [view, setView] = useState<CalendarViewName>('month')
  const [shown, setShown] = useState<{ range: CalendarRange; title: string } | null>(null)
  const [clicked, setClicked] = useState<Occurrence | null>(null)
  const occurrences = useQuery(occurrencesQuery(account.id, shown?.range ?? null))
  const zone = data.primeTimeZone
  const { time } = useZonedFormat(zone)
  const events = useMemo(() => (occurrences.data ?? []).map(eventOf), [occurrences.data])
  const open = (occurrence: Occurrence): void => {
    setClicked(occurrence)
    go({ view: 'calendar', item: occurrence.itemId })
  }
  // The hours of a week scroll; without an event nothing in them could have the focus.
  useEffect(() => {
    if (region.current) makeScrollable(region.current)
  }, [view, shown])
  const { item } = place
  return (
    <Paper
      variant="outlined"
      sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', overflow: 'hidden' }}
    >
      <CalendarToolbar
        title={shown?.title ?? ''}
        view={view}
        zone={zone}
        isEmpty={occurrences.data?.length === 0}
        onView={(next) => {
          setView(next)
          calendar.current?.getApi().changeView(VIEWS[next])
        }}
        onMove={(move) => {
          calendar.current?.getApi()[move]()
        }}
      />
      <Box sx={{ height: 2 }}>
        {occurrences.isFetching && <LinearProgress sx={{ height: 2 }} aria-hidden />}
      </Box>
      {occurrences.isError && (
        <LoadError error={occurrences.error} onRetry={() => void occurrences.refetch()} />
      )}
      <Box
        ref={region}
        role="region"
        aria-label={t('calendar.label', { range: shown?.title ?? '' })}
        sx={{ flex: 1, minHeight: 0, ...CALENDAR_COLOURS }}
      >
        <FullCalendar
          ref={calendar}
          plugins={[dayGridPlugin, timeGridPlugin, classicTheme]}
          initialView={VIEWS[view]}
          {...(initialDate !== null && { initialDate })}
          headerToolbar={false}
          locale={i18n.language === 'de' ? deLocale : enLocale}
          firstDay={1}
          timeZone={zone}
          height="100%"
          borderless
          nowIndicator
          weekNumbers
          dayMaxEvents
          eventInteractive
          scrollTime="07:00:00"
          moreLinkText={(n) => t('calendar.more', { n })}
          closeHint={t('calendar.close')}
          allDayText={t('calendar.allDay')}
          slotHeaderFormat={{ hour: '2-digit', minute: '2-digit' }}
          events={events}
          datesSet={(info) => {
            setShown({ range: rangeOf(info), title: info.view.title })
          }}
          eventClick={({ event }) => {
            open(occurrenceOf(event))
          }}
          eventContent={({ event, view: { type } }) => (
            <EventContent
              occurrence={occurrenceOf(event)}
              time={time}
              isTall={type === VIEWS.week && !event.allDay}
            />
          )}
        />
      </Box>
      {item !== null && (
        <ItemDialog
          id={item}
          occurrence={clicked?.itemId === item ? clicked : null}
          data={data}
          onClose={() => {
            setClicked(null)
            go({ view: 'calendar', item: null })
          }}
        />
      )}
    </Paper>
  )
}

function makeScrollable(region: HTMLElement): void {
  for (const element of region.querySelectorAll('div')) {
    const { overflowY } = getComputedStyle(element)
    if (overflowY !== 'auto' || element.scrollHeight <= element.clientHeight + 1) continue
    element.tabIndex = 0
    // What has the focus must be a part of the table itself, so the two change their parts.
    if (element.parentElement?.role === 'rowgroup') {
      element.parentElement.role = 'none'
      element.role = 'rowgroup'
    }
  }
}

/** The days on screen, as instants: what is written beside them has an offset, or none for UTC. */
function rangeOf({ start, end, startStr, endStr }: DatesSetInfo): CalendarRange {
  const instant = (text: string, date: Date) => instantOf(text.includes('T') ? new Date(text) : date)
  return { from: instant(startStr, start), to: instant(endStr, end) }
}

function eventOf(occurrence: Occurrence): EventInput {
  const { itemId, original, times, freeBusy, meeting } = occurrence
  const isQuiet = freeBusy === 'free' || meeting?.isCancelled === true
  return {
    id: `${itemId} ${original ?? ''}`,
    title: occurrence.subject,
    allDay: times.kind === 'all-day',
    ...(times.kind === 'timed'
      ? { start: times.start, end: times.end }
      : { start: times.startDate, end: times.endDate }),
    className: isQuiet ? 'event-quiet' : occurrence.kind === 'absence' ? 'event-absence' : '',
    extendedProps: { occurrence },
  }
}

function occurrenceOf({ extendedProps }: { readonly extendedProps: Record<string, unknown> }): Occurrence {
  return extendedProps.occurrence as Occurrence
}
