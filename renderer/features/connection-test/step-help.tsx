import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useTranslation } from 'react-i18next'
import type { FinishedStep, Offer } from '#shared/domain/connection-test.ts'
import { remedyOf } from '#shared/domain/remedy.ts'
import { PowerShell } from '../../components/power-shell.tsx'
import { useOfferTakers } from './adopt-offer.ts'

/** What can be done about a finding from where it is told. */
export type StepHelp = {
  /** Address that was tested. */
  readonly url: string
  /** Ends the pause after too many refused sign-ins, and tests again. */
  readonly onResume: () => void
  /** Takes a better value into the form it belongs to, and tests again with it. */
  readonly onTake: (offer: Offer) => void
}

type StepHelpViewProps = { readonly step: FinishedStep; readonly help: StepHelp }

export function StepHelpView({ step, help }: StepHelpViewProps) {
  const { t } = useTranslation()
  const takers = useOfferTakers()
  const { url, onResume, onTake } = help
  const error = step.state === 'failed' ? step.error : null
  const remedy = error && remedyOf(error, url)
  const offers = step.offers.filter(({ field }) => takers[field])
  const isPaused = error?.code === 'sign-in.paused'
  const valueText = (offer: Offer): string => {
    if (offer.field === 'authenticationMethod') return t(`method.${offer.value}`)
    return offer.field === 'access' ? t(`access.${offer.value}`) : offer.value
  }
  if (!remedy && offers.length === 0 && !isPaused) return null
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
      {remedy && <PowerShell command={remedy} />}
    </Stack>
  )
}
