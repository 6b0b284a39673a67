import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { durationParts, remainingWords } from './duration-words.ts'

/** Times that are still to come, in words. */
export function useDurationWords() {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      /** "40 s", "1 min 5 s": of what is known to the second. */
      exact: (milliseconds: number): string => {
        const { minutes, seconds } = durationParts(milliseconds)
        return minutes === 0
          ? t('monitor.seconds', { s: seconds })
          : t('monitor.minutesSeconds', { m: minutes, s: seconds })
      },
      /** "noch etwa 3 Minuten": of what is estimated. */
      about: (milliseconds: number): string => {
        const { unit, count } = remainingWords(milliseconds)
        return t(`monitor.left.${unit}`, { count })
      },
    }),
    [t],
  )
}
