import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TestStepId } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import { toAppError } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { Loading } from '../../components/loading.tsx'
import { ExchangeView } from '../trace/exchange-view.tsx'
import { exchangesQuery } from './test-queries.ts'

type StepExchangesProps = {
  readonly test: ConnectionTestId
  readonly step: TestStepId
  readonly count: number
}

/** The requests of a step, asked for when somebody wants to see them. */
export function StepExchanges({ test, step, count }: StepExchangesProps) {
  const { t } = useTranslation()
  const id = useId()
  const [open, setOpen] = useState(false)
  const exchanges = useQuery({ ...exchangesQuery(test, step), enabled: open })
  return (
    <Box>
      <Button
        size="small"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open)
        }}
      >
        {open ? t('test.exchanges.hide') : t('test.exchanges.show', { count })}
      </Button>
      <Stack id={id} spacing={2} sx={{ mt: open ? 1 : 0 }}>
        {open && exchanges.isPending && <Loading />}
        {open && exchanges.isError && <AppErrorAlert error={toAppError(exchanges.error)} severity="info" />}
        {open &&
          exchanges.data?.map((exchange) => <ExchangeView key={exchange.number} exchange={exchange} />)}
      </Stack>
    </Box>
  )
}
