import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ItemPlace } from '#shared/domain/data.ts'
import { ToneIcon, type Tone } from '../../../components/status-chip.tsx'
import { useErrorText } from '../../../i18n/use-error-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'

/** Whether the object is in Exchange, and if not, why. */
export function PlaceLine({ place }: { readonly place: ItemPlace }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const errorText = useErrorText()
  const error = place.state === 'failed' || place.state === 'waiting' ? place.error : null
  const told = error && errorText(error)
  return (
    <Stack
      direction="row"
      spacing={1}
      role="status"
      data-testid="item-place"
      data-state={place.state}
      sx={{ alignItems: 'flex-start' }}
    >
      <ToneIcon tone={TONES[place.state]} />
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2" sx={{ pt: 0.25 }}>
          {placeText(place, t, dateTime)}
        </Typography>
        {told && (
          <Typography variant="caption" component="p" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {told.what} {told.todo}
          </Typography>
        )}
      </Box>
    </Stack>
  )
}

const TONES: Readonly<Record<ItemPlace['state'], Tone>> = {
  synchronised: 'success',
  waiting: 'waiting',
  failed: 'error',
  'left-alone': 'neutral',
  kept: 'neutral',
}

function placeText(place: ItemPlace, t: TFunction, dateTime: (instant: string) => string): string {
  switch (place.state) {
    case 'synchronised':
      return place.at === null
        ? t('place.synchronisedEver')
        : t('place.synchronised', { at: dateTime(place.at) })
    case 'waiting':
      if (place.isLinked) return t('place.waitingChange')
      return t(place.error === null ? 'place.waiting' : 'place.retried')
    case 'failed':
      return t(place.isLinked ? 'place.failedChange' : 'place.failed')
    case 'left-alone':
      return t('place.left-alone')
    case 'kept':
      return t(`place.kept.${place.reason}`)
  }
}
