/** The ways out of a problem as buttons; those that need a dialog load it when it is opened. */
import HideIcon from '@mui/icons-material/VisibilityOffOutlined'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import Tooltip from '@mui/material/Tooltip'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { Problem, ProblemAction } from '#shared/domain/overview.ts'
import { placeOf, wordOf } from './place-of-problem.ts'
import { useProblemActions, type DirectAction } from './use-problem-actions.ts'

const DIALOGS = {
  'sign-in': lazy(() => import('./dialogs/sign-in-of-problem.tsx')),
  'review-certificate': lazy(() => import('./dialogs/certificate-of-problem.tsx')),
  'review-deletion': lazy(() => import('./dialogs/deletion-of-problem.tsx')),
} as const
type DialogAction = keyof typeof DIALOGS

type ProblemButtonsProps = { readonly problem: Problem; readonly what: string }

export function ProblemButtons({ problem, what }: ProblemButtonsProps) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<DialogAction | null>(null)
  const { direct, dismiss, restore } = useProblemActions(problem)
  const Dialog = dialog && DIALOGS[dialog]
  return (
    <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center', flexShrink: 0 }}>
      {!problem.isDismissed &&
        problem.actions.map((action, index) => (
          <ActionButton
            key={action}
            action={action}
            problem={problem}
            isFirst={index === 0}
            isBusy={direct.isPending}
            onClick={() => {
              if (opensDialog(action)) setDialog(action)
              else direct.mutate(action as DirectAction)
            }}
          />
        ))}
      {problem.isDismissed ? (
        <Button
          size="small"
          disabled={restore.isPending}
          aria-label={t('overview.problem.restoreOf', { what })}
          onClick={() => {
            restore.mutate()
          }}
        >
          {t('overview.problem.restore')}
        </Button>
      ) : (
        <Tooltip title={`${t('overview.problem.dismiss')}. ${t('overview.problem.dismiss.hint')}.`}>
          <IconButton
            size="small"
            disabled={dismiss.isPending}
            aria-label={t('overview.problem.dismissOf', { what })}
            onClick={() => {
              dismiss.mutate()
            }}
          >
            <HideIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      )}
      {Dialog && (
        <Suspense fallback={null}>
          <Dialog
            problem={problem}
            onClose={() => {
              setDialog(null)
            }}
          />
        </Suspense>
      )}
    </Stack>
  )
}

function opensDialog(action: ProblemAction): action is DialogAction {
  return action in DIALOGS
}

type ActionButtonProps = {
  readonly action: ProblemAction
  readonly problem: Problem
  readonly isFirst: boolean
  readonly isBusy: boolean
  readonly onClick: () => void
}

function ActionButton({ action, problem, isFirst, isBusy, onClick }: ActionButtonProps) {
  const { t } = useTranslation()
  const { connector, accounts } = problem
  const words = t(`overview.action.${wordOf(problem, action)}`)
  const name = accounts.length === 1 ? accounts[0]?.mailbox : connector?.name
  const look = {
    size: 'small',
    variant: isFirst ? 'outlined' : 'text',
    ...(name !== undefined && { 'aria-label': t('overview.action.of', { action: words, name }) }),
  } as const
  if (action === 'open') {
    return (
      <Button {...look} component={RouterLink} {...placeOf(problem)}>
        {words}
      </Button>
    )
  }
  return (
    <Button {...look} disabled={isBusy} onClick={onClick}>
      {words}
    </Button>
  )
}
