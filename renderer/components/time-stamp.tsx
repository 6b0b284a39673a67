import type { Instant } from '#shared/domain/ids.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { useNow } from './use-now.ts'

type TimeStampProps = {
  readonly instant: Instant
  /** How long ago alone; exactly when is told by the tooltip. For the lines of long lists. */
  readonly isShort?: boolean
  /** Within other words: exactly when stands in brackets. */
  readonly isInline?: boolean
}

/** How long ago, and exactly when. */
export function TimeStamp({ instant, isShort = false, isInline = false }: TimeStampProps) {
  const { format } = useTexts()
  // An event may be younger than the last tick of the clock; it never lies in the future.
  const now = Math.max(useNow(), Date.parse(instant))
  if (isInline) {
    return (
      <time dateTime={instant}>
        {format.relative(instant, now)} ({format.dateTime(instant)})
      </time>
    )
  }
  return (
    <time
      className="plain-caption plain-time"
      dateTime={instant}
      {...(isShort && { title: format.dateTime(instant) })}
    >
      <span>{format.relative(instant, now)}</span>
      {!isShort && <span>{format.dateTime(instant)}</span>}
    </time>
  )
}
