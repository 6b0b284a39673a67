/**
 * The first steps: a checklist that observes the real state and opens the real forms. Rejected: a wizard with forms of
 * its own, which would be a second way to do everything, and would end where the first one begins.
 */
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { FIRST_STEPS, type FirstStepsState } from './first-steps.ts'
import { FirstStepsDone } from './first-steps-done.tsx'
import { StepItem } from './step-item.tsx'
import { useFirstSteps } from './use-first-steps.ts'

export function Component() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { state, course, setCourse, error, retry } = useFirstSteps()
  const isDone = state !== null && state.current === null
  const end = useEffectEvent(() => {
    setCourse('ended')
  })
  useEffect(() => {
    if (isDone) end()
  }, [isDone])
  const dismiss = (): void => {
    setCourse('ended')
    void navigate('/')
  }
  return (
    <Page
      title={t('firstSteps.title')}
      help="firstSteps"
      actions={
        !isDone && course === 'started' && <Button onClick={dismiss}>{t('firstSteps.dismiss')}</Button>
      }
    >
      {error && <LoadError error={error} onRetry={retry} />}
      {state === null && !error && <Loading />}
      {isDone && <FirstStepsDone state={state} />}
      {state && (
        <Steps
          state={state}
          onBegin={() => {
            setCourse('started')
          }}
        />
      )}
    </Page>
  )
}

type StepsProps = { readonly state: FirstStepsState; readonly onBegin: () => void }

function Steps({ state, onBegin }: StepsProps) {
  const { t } = useTranslation()
  const { steps, doneCount } = state
  const progress = t('firstSteps.progress', { done: doneCount, all: FIRST_STEPS.length })
  return (
    <Stack spacing={2} sx={{ maxWidth: 860 }}>
      <Typography color="textSecondary">{t('firstSteps.intro')}</Typography>
      <Stack spacing={0.5}>
        <Typography role="status">{progress}</Typography>
        <LinearProgress
          variant="determinate"
          value={(doneCount / FIRST_STEPS.length) * 100}
          aria-label={progress}
        />
      </Stack>
      <Paper variant="outlined" component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {steps.map(({ step, state: stepState }, index) => (
          <StepItem
            key={step}
            {...{ step, state, onBegin }}
            stepState={stepState}
            number={index + 1}
            isLast={index === steps.length - 1}
          />
        ))}
      </Paper>
    </Stack>
  )
}
