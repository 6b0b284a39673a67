/**
 * What the access token of an account says and whether it is what Exchange needs. Main reads the token; here arrive
 * header, claims and verdicts alone.
 */
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { accessTokenQuery } from '../../api/queries.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { useNow } from '../../components/use-now.ts'
import { TokenClaims } from './token-claims.tsx'
import { TokenVerdicts } from './token-verdicts.tsx'

type AccessTokenDialogProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly onClose: () => void
}

export function AccessTokenDialog({ accountId, accountName, onClose }: AccessTokenDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const query = useQuery(accessTokenQuery(accountId))
  const { data: token, isFetching, isError, error, refetch } = query
  // The answer may be younger than the last tick of the clock.
  const now = Math.max(useNow(), query.dataUpdatedAt)
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <HelpDialogTitle id={id} help="accessToken">
        {t('token.title', { name: accountName })}
      </HelpDialogTitle>
      <DialogContent dividers>
        <Stack spacing={2}>
          <Typography color="textSecondary">{t('token.hint')}</Typography>
          {isFetching && <Loading />}
          {!isFetching && isError && <LoadError error={error} onRetry={() => void refetch()} />}
          {!isFetching && token?.kind === 'opaque' && <Alert severity="info">{t('token.opaque')}</Alert>}
          {!isFetching && token?.kind === 'readable' && (
            <>
              <TokenVerdicts verdicts={token.verdicts} now={now} />
              <TokenClaims
                title={t('token.claims')}
                claims={token.claims}
                now={now}
                action={
                  <CopyButton text={token.claimsJson} label={t('token.copy')} copied={t('token.copied')} />
                }
              />
              <TokenClaims title={t('token.header')} claims={token.header} now={now} />
            </>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button disabled={isFetching} onClick={() => void refetch()}>
          {t('token.readAgain')}
        </Button>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}
