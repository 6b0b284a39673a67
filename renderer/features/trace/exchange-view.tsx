/**
 * One exchange with a server in full: what was asked, what came back, its headers and its request id. For the trace of
 * an account and for the steps of a connection test alike; it takes the exchange as a value and asks nobody.
 */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LONGEST_BODY, type TracedExchange } from '#shared/domain/exchange-trace.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Facts } from '../../components/facts.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { BodyView } from './body-view.tsx'
import { toneOf } from './exchange-tone.ts'

type ExchangeViewProps = {
  readonly exchange: TracedExchange
  /** Whether it takes the room that is left, in a column that fills the window; the body gets as much as can be. */
  readonly fills?: boolean
}

const TABS = ['response', 'request', 'headers'] as const
type ExchangeTab = (typeof TABS)[number]

export function ExchangeView({ exchange, fills = false }: ExchangeViewProps) {
  const { t } = useTranslation()
  const { bytes, duration, dateTime, time } = useFormat()
  const id = useId()
  const [tab, setTab] = useState<ExchangeTab>('response')
  const { number, operation, status, error, requestId, startedAt } = exchange
  const { firstByteMilliseconds: first, totalMilliseconds: total } = exchange
  const filling = fills ? { flex: 1, minHeight: 0 } : {}
  const facts = (
    <Facts
      facts={[
        { name: t('exchange.address'), value: `${exchange.method} ${exchange.url}` },
        {
          name: t('exchange.requestId'),
          value: requestId === null ? '–' : <RequestId requestId={requestId} />,
        },
      ]}
    />
  )
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: fills ? 0 : 1, ...filling }}>
      <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h3">{operation}</Typography>
        <StatusChip
          tone={toneOf(exchange)}
          label={
            status === null
              ? t(total === null ? 'exchange.underWay' : 'exchange.noAnswer')
              : `HTTP ${String(status)}`
          }
        />
        <Typography variant="caption" color="textSecondary">
          <time dateTime={startedAt} title={dateTime(startedAt)}>
            {time(startedAt)}
          </time>
          {total !== null && ` · ${duration(total)}`}
          {first !== null && ` · ${t('exchange.firstByte', { duration: duration(first) })}`}
          {` · ${t('exchange.sizes', { sent: bytes(exchange.requestBytes), received: bytes(exchange.responseBytes) })}`}
        </Typography>
      </Stack>
      {!fills && facts}
      {error && (
        <AppErrorAlert error={error} severity={toneOf(exchange) === 'cancelled' ? 'info' : 'error'} />
      )}
      <Tabs
        value={tab}
        onChange={(_event, next: ExchangeTab) => {
          setTab(next)
        }}
        aria-label={operation}
        sx={{ minHeight: 36, '& .MuiTab-root': { minHeight: 36, py: 0 } }}
      >
        {TABS.map((name) => (
          <Tab
            key={name}
            value={name}
            label={t(`exchange.tab.${name}`)}
            id={`${id}-${name}`}
            aria-controls={`${id}-content`}
          />
        ))}
      </Tabs>
      <Box
        role="tabpanel"
        id={`${id}-content`}
        aria-labelledby={`${id}-${tab}`}
        sx={{ display: 'flex', flexDirection: 'column', pt: 1, ...filling }}
      >
        {tab === 'headers' ? (
          <>
            {fills && facts}
            <Headers exchange={exchange} />
          </>
        ) : (
          <Body
            key={`${String(number)} ${tab}`}
            body={tab === 'response' ? exchange.responseBody : exchange.requestBody}
            size={tab === 'response' ? exchange.responseBytes : exchange.requestBytes}
            label={t(`exchange.body.${tab}`, { operation })}
            fills={fills}
          />
        )}
      </Box>
    </Box>
  )
}

function RequestId({ requestId }: { readonly requestId: string }) {
  const { t } = useTranslation()
  return (
    <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center', my: -0.5 }}>
      <Box component="span" sx={{ fontFamily: 'monospace' }}>
        {requestId}
      </Box>
      <CopyButton
        text={requestId}
        label={t('exchange.copyRequestId')}
        copied={t('exchange.requestIdCopied')}
      />
    </Stack>
  )
}

type BodyProps = {
  readonly body: string | null
  readonly size: number
  readonly label: string
  readonly fills: boolean
}

function Body({ body, size, label, fills }: BodyProps) {
  const { t } = useTranslation()
  if (size === 0) return <Typography color="textSecondary">{t('exchange.empty')}</Typography>
  if (body === null) return <Alert severity="info">{t('exchange.bodyNotKept')}</Alert>
  return <BodyView body={body} isCut={body.length >= LONGEST_BODY} label={label} fills={fills} />
}

function Headers({ exchange }: { readonly exchange: TracedExchange }) {
  const { t } = useTranslation()
  return (
    <Stack spacing={1.5}>
      {(['request', 'response'] as const).map((side) => {
        const headers = Object.entries(exchange[`${side}Headers`])
        return (
          <section key={side}>
            <Typography variant="subtitle2" component="h4">
              {t(`exchange.headers.${side}`)}
            </Typography>
            {headers.length === 0 ? (
              <Typography color="textSecondary">{t('exchange.noHeaders')}</Typography>
            ) : (
              <Facts facts={headers.map(([name, value]) => ({ name, value }))} />
            )}
          </section>
        )
      })}
    </Stack>
  )
}
