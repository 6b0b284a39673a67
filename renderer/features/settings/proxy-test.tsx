import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TestStep } from '#shared/domain/connection-test.ts'
import { proxyTestSchema } from '#shared/domain/network.ts'
import { connectorsQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { Facts } from '../../components/facts.tsx'
import { useTestTexts } from '../connection-test/use-test-texts.ts'

const EXCHANGE_ONLINE = 'https://outlook.office365.com/EWS/Exchange.asmx'

type ProxyTestProps = {
  /** What is tested: what was found out about another setting says nothing about this one. */
  readonly setting: string
  readonly disabled: boolean
}

/** Asks the proxy that applies for the way to a server; nobody signs in there. */
export function ProxyTest({ setting, disabled }: ProxyTestProps) {
  const { t } = useTranslation()
  const connectors = useQuery(connectorsQuery)
  const [entered, setEntered] = useState<string | null>(null)
  const url = (entered ?? connectors.data?.[0]?.connector.url ?? EXCHANGE_ONLINE).trim()
  const isValid = proxyTestSchema.safeParse({ url }).success
  const test = useMutation({
    mutationFn: (asked: { url: string; setting: string }) =>
      unwrap(window.api.network.testProxy({ url: asked.url })),
  })
  const isOfThis = test.variables?.setting === setting
  return (
    <Stack spacing={1.5}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <TextField
          id="field-proxy-test-url"
          label={t('settings.proxy.testUrl')}
          value={entered ?? url}
          error={!isValid}
          helperText={t(isValid ? 'settings.proxy.testUrl.hint' : 'settings.proxy.testUrl.invalid')}
          onChange={(event) => {
            setEntered(event.target.value)
            test.reset()
          }}
          sx={{ flex: '1 1 320px', maxWidth: 520 }}
        />
        <Button
          variant="outlined"
          disabled={disabled || !isValid}
          loading={test.isPending}
          onClick={() => {
            test.mutate({ url, setting })
          }}
          sx={{ height: 38 }}
        >
          {t('settings.proxy.test')}
        </Button>
      </Stack>
      <div aria-live="polite">
        {isOfThis && test.error && <AppErrorAlert error={toAppError(test.error)} />}
        {isOfThis && test.data && <Outcome step={test.data} />}
      </div>
    </Stack>
  )
}

const SEVERITIES = { passed: 'success', warning: 'warning', failed: 'error' } as const

function Outcome({ step }: { readonly step: TestStep }) {
  const texts = useTestTexts()
  if (!('offers' in step)) return null
  const finding = texts.finding(step)
  return (
    <Alert severity={SEVERITIES[step.state]}>
      <AlertTitle>{finding?.what}</AlertTitle>
      {finding?.todo}
      {step.details.length > 0 && <Facts facts={step.details.map((detail) => texts.detail(detail))} />}
    </Alert>
  )
}
