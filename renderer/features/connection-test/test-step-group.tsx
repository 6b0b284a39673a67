import ExpandLessIcon from '@mui/icons-material/ExpandLess'
import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Collapse from '@mui/material/Collapse'
import Typography from '@mui/material/Typography'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TestStep, TestStepGroup } from '#shared/domain/connection-test.ts'
import { ToneIcon } from '../../components/status-chip.tsx'
import { STEP_TONES } from './test-tones.ts'

type TestStepGroupSectionProps = {
  readonly group: TestStepGroup
  readonly steps: readonly TestStep[]
  /** Until a person opens or closes it. */
  readonly opensByItself: boolean
  readonly children: ReactNode
}

const COUNTED = ['failed', 'warning', 'passed', 'skipped'] as const
/** The first that occurs speaks for the group. */
const SPEAKING: readonly TestStep['state'][] = [
  'failed',
  'running',
  'warning',
  'pending',
  'passed',
  'skipped',
]

/** A branch of the tree of steps, with what is in it while it is folded. */
export function TestStepGroupSection({ group, steps, opensByItself, children }: TestStepGroupSectionProps) {
  const { t } = useTranslation()
  const id = useId()
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? opensByItself
  const name = t(`stepGroups.${group}`)
  const state = SPEAKING.find((each) => steps.some((step) => step.state === each)) ?? 'pending'
  const counts = COUNTED.flatMap((each) => {
    const count = steps.filter((step) => step.state === each).length
    return count > 0 ? [t(`test.group.${each}`, { count })] : []
  })
  return (
    <section aria-labelledby={`${id}-title`}>
      <Typography component="h3" variant="body1" sx={{ m: 0 }}>
        <ButtonBase
          id={`${id}-title`}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => {
            setChosen(!open)
          }}
          sx={{
            width: '100%',
            justifyContent: 'flex-start',
            gap: 1.5,
            py: 0.75,
            borderRadius: 1,
            typography: 'body2',
          }}
        >
          <ToneIcon tone={STEP_TONES[state]} />
          <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
            {name}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary', flex: 1, textAlign: 'left' }}>
            {counts.join(', ')}
          </Box>
          <Box component="span" sx={{ width: 30, display: 'flex', justifyContent: 'center' }}>
            {open ? <ExpandLessIcon fontSize="small" /> : <ExpandMoreIcon fontSize="small" />}
          </Box>
        </ButtonBase>
      </Typography>
      <Collapse in={open} id={id}>
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, pl: 2 }}>
          {children}
        </Box>
      </Collapse>
    </section>
  )
}
