import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { FinishedStep, Offer } from '#shared/domain/connection-test.ts'
import type { ErrorCode } from '#shared/errors.ts'
import { remedyOf, warningRemedyOf, type RemedyTarget } from '#shared/domain/remedy.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { PowerShell } from '../../components/power-shell.tsx'
import { useOfferTakers } from './adopt-offer.ts'

/** What can be done about a finding from where it is told. */
export type StepHelp = {
  /** What was tested. */
  readonly target: RemedyTarget
  /** Ends the pause after too many refused sign-ins, and tests again. */
  readonly onResume: () => void
  /** Takes a better value into the form it belongs to, and tests again with it. */
  readonly onTake: (offer: Offer) => void
  /** Tests again, and may write to the mailbox; asks before. */
  readonly onWrite: () => void
}

/** What is repaired by allowing the application. */
const APPLICATION_ERRORS: ReadonlySet<string | undefined> = new Set<ErrorCode>([
  'exchange.ews-off-for-application',
  'exchange.ews-off-for-organization',
])

type StepHelpViewProps = { readonly step: FinishedStep; readonly help: StepHelp }

export function StepHelpView({ step, help }: StepHelpViewProps) {
  const { t } = useTranslation()
  const takers = useOfferTakers()
  const { target, onResume, onTake } = help
  const error = step.state === 'failed' ? step.error : null
  const warning = step.state === 'warning' ? step.verdict : null
  const remedy = error ? remedyOf(error, target) : warning && warningRemedyOf(warning, target)
  const isAboutApplication = warning?.name === 'ews-retires' || APPLICATION_ERRORS.has(error?.code)
  const applicationId = isAboutApplication ? target.applicationId : null
  const offers = step.offers.filter(({ field }) => takers[field])
  const isPaused = error?.code === 'sign-in.paused'
  const valueText = (offer: Offer): string => {
    if (offer.field === 'authenticationMethod') return t(`method.${offer.value}`)
    return offer.field === 'access' ? t(`access.${offer.value}`) : offer.value
  }
  if (!remedy && !applicationId && offers.length === 0 && !isPaused) return null
  return (
    <Stack spacing={1} sx={{ alignItems: 'flex-start', my: 1 }}>
      {offers.map((offer) => (
        <Button
          key={offer.field}
          size="small"
          variant="outlined"
          onClick={() => {
            onTake(offer)
          }}
        >
          {t('test.adopt', { value: valueText(offer) })}
        </Button>
      ))}
      {isPaused && (
        <Button size="small" variant="outlined" onClick={onResume}>
          {t('test.resume')}
        </Button>
      )}
      {applicationId && (
        <Stack direction="row" sx={{ alignItems: 'center' }}>
          <Typography variant="body2" sx={{ userSelect: 'text' }}>
            {t('details.applicationId')}: {applicationId}
          </Typography>
          <CopyButton text={applicationId} label={t('test.copyId')} copied={t('test.idCopied')} />
        </Stack>
      )}
      {remedy && <PowerShell command={remedy} />}
    </Stack>
  )
}
