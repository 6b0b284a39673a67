/**
 * Two figures as stacked columns over time. The picture is one to a screen reader, with the sums as its name; each
 * single value stands in the table.
 */
import { useTheme } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import { BarChart } from '@mui/x-charts/BarChart'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { StatisticsPeriod, SyncFigures, SyncStatistics } from '#shared/domain/sync-statistics.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useIntervalText } from './use-interval-text.ts'

type Figure = Exclude<keyof SyncFigures, 'runs'>

type FiguresChartProps = {
  readonly title: string
  /** What is said where all values are 0. */
  readonly nothing: string
  readonly period: StatisticsPeriod
  readonly intervals: SyncStatistics['intervals']
  readonly figures: readonly Figure[]
}

const HEIGHT = 240 // px

export function FiguresChart({ title, nothing, period, intervals, figures }: FiguresChartProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const colours = useColours()
  const intervalText = useIntervalText(period)
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)')
  const id = useId()
  const sums = figures.map((figure) => ({
    figure,
    sum: intervals.reduce((sum, interval) => sum + interval[figure], 0),
  }))
  const texts = sums.map(({ figure, sum }) =>
    t('overview.statistics.sum', { name: t(`overview.statistics.${figure}`), count: number(sum) }),
  )
  const isEmpty = sums.every(({ sum }) => sum === 0)
  return (
    <section aria-labelledby={id}>
      <Typography id={id} variant="h3" gutterBottom>
        {title}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {isEmpty ? nothing : texts.join(' · ')}
      </Typography>
      {!isEmpty && (
        <div role="img" aria-label={`${title}. ${texts.join('. ')}.`}>
          <BarChart
            height={HEIGHT}
            skipAnimation={isStill}
            disableKeyboardNavigation
            grid={{ horizontal: true }}
            margin={{ left: 0, right: 8, bottom: 0 }}
            xAxis={[
              {
                data: intervals.map(({ from }) => from),
                scaleType: 'band',
                height: 24,
                valueFormatter: (from: string, { location }) =>
                  location === 'tick' ? intervalText.short(from) : intervalText.long(from),
              },
            ]}
            yAxis={[{ width: 56, valueFormatter: wholeNumbers(number), tickMinStep: 1 }]}
            series={figures.map((figure) => ({
              id: figure,
              label: t(`overview.statistics.${figure}`),
              stack: 'all',
              color: colours[figure],
              data: intervals.map((interval) => interval[figure]),
              valueFormatter: (value) => number(value ?? 0),
            }))}
          />
        </div>
      )}
    </section>
  )
}

function wholeNumbers(number: (value: number) => string): (value: number) => string {
  return (value) => (Number.isInteger(value) ? number(value) : '')
}

/** Each at least 3 to 1 against the background of both looks (WCAG 1.4.11); beside each other they differ in lightness. */
function useColours(): Record<Figure, string> {
  const { vars, palette } = useTheme()
  const { primary, warning, error } = (vars ?? { palette }).palette
  return {
    imported: primary.main,
    exported: warning.main,
    failedItems: error.main,
    failedRuns: error.dark,
  }
}
