import Typography from '@mui/material/Typography'
import type { Instant } from '#shared/domain/ids.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useNow } from './use-now.ts'

/** How long ago, and exactly when. */
export function TimeStamp({ instant }: { readonly instant: Instant }) {
  const format = useFormat()
  // An event may be younger than the last tick of the clock; it never lies in the future.
  const now = Math.max(useNow(), Date.parse(instant))
  return (
    <Typography
      component="time"
      dateTime={instant}
      variant="caption"
      color="textSecondary"
      sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1, '& > span': { whiteSpace: 'nowrap' } }}
    >
      <span>{format.relative(instant, now)}</span>
      <span>{format.dateTime(instant)}</span>
    </Typography>
  )
}
