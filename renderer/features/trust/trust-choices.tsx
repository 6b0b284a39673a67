/** What a person can choose about a certificate, and what each choice brings. */
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import Paper from '@mui/material/Paper'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Certificate, InspectedCertificate } from '#shared/domain/certificate.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { certificateQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { LockHelp, useForbidden, useLock } from '../../components/locks.tsx'
import { CertificateList } from './certificate-list.tsx'
import { authorityIn, trustAfter, type TrustChoice } from './trust-choice.ts'

type TrustChoicesProps = {
  readonly url: string
  readonly trust: Trust
  readonly shown: InspectedCertificate
  readonly choice: TrustChoice | null
  readonly onChoose: (choice: TrustChoice) => void
  readonly isCompared: boolean
  readonly onCompared: (isCompared: boolean) => void
}

export function TrustChoices(props: TrustChoicesProps) {
  const { url, trust, shown, choice, onChoose, isCompared, onCompared } = props
  const { t } = useTranslation()
  const id = useId()
  const [fromFile, setFromFile] = useState<Certificate | null>(null)
  const open = useMutation({
    mutationFn: () => unwrap(window.api.certificates.openAuthorities()),
    onSuccess: (authorities) => {
      const authority = authorities?.[0]
      if (!authority) return
      setFromFile(authority)
      onChoose({ kind: 'authority', authority })
    },
  })
  const lock = useLock('trust')
  const forbidden = useForbidden('certificateTrust')
  const lockId = useId()
  const isLocked = lock !== null || forbidden !== null
  const [own] = shown.chain
  const authority = fromFile ?? authorityIn(shown.chain)
  const isSelfSigned = shown.problems[0]?.code === 'tls.self-signed'
  const isPinned = trust.fingerprint !== null && trust.fingerprint === own?.fingerprint

  return (
    <>
      <FormControl disabled={isLocked}>
        <FormLabel id={id} disabled={false}>
          {t('trust.choice')}
        </FormLabel>
        <RadioGroup
          aria-labelledby={id}
          aria-describedby={isLocked ? lockId : undefined}
          value={choice?.kind ?? ''}
          onChange={(_event, value) => {
            if (value === 'pin') onChoose({ kind: 'pin' })
            else if (authority) onChoose({ kind: 'authority', authority })
          }}
        >
          <FormControlLabel
            value="authority"
            control={<Radio />}
            disabled={isLocked || authority === null}
            label={
              authority ? t('trust.authority', { subject: authority.subject }) : t('trust.authorityUnknown')
            }
          />
          <FormControlLabel
            value="pin"
            control={<Radio />}
            disabled={isLocked || isPinned}
            label={t('trust.pin')}
          />
        </RadioGroup>
        {lock && <LockHelp id={lockId} lock={lock} />}
        {!lock && forbidden && <LockHelp id={lockId} lock={forbidden} text="policies.forbiddenBy" />}
      </FormControl>
      {!isSelfSigned && !isLocked && (
        <Box>
          <Button
            size="small"
            variant="outlined"
            onClick={() => {
              open.mutate()
            }}
            disabled={open.isPending}
          >
            {t('trust.authorityFromFile')}
          </Button>
          {authority === null && (
            <Typography variant="caption" color="textSecondary" component="p" sx={{ mt: 0.5 }}>
              {t('trust.authorityFromFile.hint')}
            </Typography>
          )}
        </Box>
      )}
      {open.error && <AppErrorAlert error={toAppError(open.error)} />}
      {choice?.kind === 'authority' && (
        <Paper variant="outlined" sx={{ p: 1.5 }}>
          <CertificateList certificate={choice.authority} />
        </Paper>
      )}
      {choice && own && <ChoiceEffect url={url} trust={trustAfter(trust, choice, own)} kind={choice.kind} />}
      {choice && (
        <FormControlLabel
          key={choice.kind}
          ref={intoView}
          control={
            <Checkbox
              checked={isCompared}
              onChange={(_event, checked) => {
                onCompared(checked)
              }}
            />
          }
          label={t(`trust.compared.${choice.kind}`)}
        />
      )}
    </>
  )
}

/** Without this tick nothing can be confirmed; in a low window it would be out of sight. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}

type ChoiceEffectProps = { readonly url: string; readonly trust: Trust; readonly kind: TrustChoice['kind'] }

/** Tried before it is decided: an authority may be the wrong one, or the name may still be wrong. */
function ChoiceEffect({ url, trust, kind }: ChoiceEffectProps) {
  const { t } = useTranslation()
  const tried = useQuery({ ...certificateQuery(url, trust), enabled: kind === 'authority' })
  if (kind === 'pin') return <Alert severity="info">{t('trust.pin.effect')}</Alert>
  const problem = tried.data?.problems[0]
  if (problem) return <AppErrorAlert error={problem} severity="warning" />
  return tried.isSuccess ? <Alert severity="success">{t('trust.authority.effect')}</Alert> : null
}
