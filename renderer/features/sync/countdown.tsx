import { useTranslation } from 'react-i18next'
import type { Instant } from '#shared/domain/ids.ts'
import { useSeconds } from '../../components/use-now.ts'
import { useDurationWords } from './use-duration-words.ts'

/**
 * The server is busy, and how long it has asked to wait, counting down. Read aloud once, with the time of the clock:
 * a screen reader that told every second would tell nothing else.
 */
export function BusyCountdown({ until }: { readonly until: Instant }) {
  const { t } = useTranslation()
  const { exact } = useDurationWords()
  const left = Date.parse(until) - useSeconds()
  return <>{left > 0 ? t('monitor.busy', { duration: exact(left) }) : t('monitor.busyOver')}</>
}
