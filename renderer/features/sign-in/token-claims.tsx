import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenClaim } from '#shared/domain/access-token.ts'
import { useFormat } from '../../i18n/use-format.ts'

type TokenClaimsProps = {
  readonly title: string
  readonly claims: readonly TokenClaim[]
  readonly now: number
  readonly action?: ReactNode
}

/** Each with what it means in a word, where that is known; whatever a provider adds is shown by its name. */
export function TokenClaims({ title, claims, now, action }: TokenClaimsProps) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const { dateTime, relative } = useFormat()
  return (
    <section>
      <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
        <Typography variant="h3" id={id}>
          {title}
        </Typography>
        {action}
      </Stack>
      <Table size="small" aria-labelledby={id} sx={{ tableLayout: 'fixed', '& td, & th': { px: 1 } }}>
        <TableBody>
          {claims.map(({ name, value, at }, index) => {
            const key = `token.claim.${name}`
            return (
              <TableRow key={index} sx={{ verticalAlign: 'top' }}>
                <TableCell component="th" scope="row" sx={{ width: '38%', overflowWrap: 'anywhere' }}>
                  <Box component="span" sx={{ fontFamily: 'monospace' }}>
                    {name}
                  </Box>
                  {i18n.exists(key) && (
                    <Typography variant="caption" component="div" color="textSecondary">
                      {t(key as never)}
                    </Typography>
                  )}
                </TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere', userSelect: 'text' }}>
                  {at === null ? value : `${dateTime(at)} (${relative(at, now)})`}
                </TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
    </section>
  )
}
