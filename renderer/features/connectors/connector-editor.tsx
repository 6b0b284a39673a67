import BackIcon from '@mui/icons-material/ArrowBack'
import LockIcon from '@mui/icons-material/LockOutlined'
import SaveIcon from '@mui/icons-material/SaveOutlined'
import TestIcon from '@mui/icons-material/NetworkCheck'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useLocation, useNavigate } from 'react-router'
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { Connector } from '#shared/domain/connector.ts'
import type { ConnectorPolicy, PolicyOrigin } from '#shared/domain/policies.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { accountsQuery } from '../../api/queries.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { useFeedback } from '../../components/feedback.ts'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { LockNote, LocksContext, NO_LOCKS, useForbidden } from '../../components/locks.tsx'
import { Page } from '../../components/page.tsx'
import { ariaKeys } from '../../components/shortcuts.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { SAVED_NAVIGATION, UnsavedChangesGuard } from '../../components/unsaved-changes-guard.tsx'
import { useShortcut } from '../../components/use-shortcut.ts'
import { AccountsHealthLine } from '../accounts/accounts-health-line.tsx'
import { AccountsContainer } from '../accounts/accounts-container.tsx'
import { UnsavedAccounts } from '../accounts/unsaved-accounts.tsx'
import { OfferTakersContext, type OfferTakers } from '../connection-test/adopt-offer.ts'
import { ConnectionTestDialog } from '../connection-test/connection-test-dialog.tsx'
import { accountTarget, serverOnlyTarget } from '../connection-test/test-request.ts'
import type { TestTarget } from '../connection-test/test-session.ts'
import { FindServerDialog } from '../find-server/find-server-dialog.tsx'
import { handOver, type FoundAccount } from '../find-server/found-account.ts'
import type { TakenServer } from '../find-server/taken-server.ts'
import { CertificateAlerts } from '../trust/certificate-alerts.tsx'
import { TrustCard } from '../trust/trust-card.tsx'
import { TrustProvider } from '../trust/trust-provider.tsx'
import { AdvancedCard } from './advanced-card.tsx'
import { findsServer } from './finds-server.ts'
import { GeneralCard } from './general-card.tsx'
import { OAuth2Card } from './oauth2-card.tsx'
import { CONNECTOR_FORM_ID, useConnectorForm } from './use-connector-form.ts'

const NO_ACCOUNTS: readonly AccountEntry[] = []

/** Everything about one connector: its general settings and its MS EWS accounts. */
export function ConnectorEditor({ connector }: { readonly connector: Connector | null }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { done } = useFeedback()
  const { form, error, save, completeUrl, completedUrl, question } = useConnectorForm(connector)
  const [testTargets, setTestTargets] = useState<readonly TestTarget[] | null>(null)
  const { state: arrival } = useLocation() as { readonly state: unknown }
  const [isFinding, setFinding] = useState(connector === null && findsServer(arrival))
  const [found, setFound] = useState<FoundAccount | null>(null)
  const { isDirty, isSubmitting } = form.formState
  const entries = useQuery(accountsQuery(connector?.id ?? null)).data ?? NO_ACCOUNTS

  const saveAndStay = async (): Promise<boolean> => {
    const saved = await save()
    if (saved) done((words) => words('connector.saved', { name: saved.name }))
    return saved !== null
  }
  const submit = async (): Promise<void> => {
    const saved = await save()
    if (!saved) return
    done((words) => words('connector.saved', { name: saved.name }))
    if (!connector && found) handOver(saved.id, found)
    if (!connector) await navigate(`/connectors/${saved.id}`, { replace: true, state: SAVED_NAVIGATION })
  }
  const test = async (): Promise<void> => {
    completeUrl()
    if (!(await form.trigger())) {
      focusFirstError(CONNECTOR_FORM_ID)
      return
    }
    const tested = { draft: form.getValues(), savedId: isDirty ? null : (connector?.id ?? null) }
    const accounts = entries.map((entry) => accountTarget(tested, entry.account))
    setTestTargets([...accounts, serverOnlyTarget(tested, t('test.serverOnly'))])
  }
  /** Takes effect at once, unless something else in the form waits to be saved. */
  const decide = async (trust: Trust): Promise<void> => {
    form.setValue('trust', trust, { shouldDirty: true })
    const saved = connector && !isDirty ? await save() : null
    done((words) => words(saved ? 'trust.saved' : 'trust.pending'))
  }
  const take = ({ name, url, authenticationMethod, account }: TakenServer): void => {
    const changed = { shouldDirty: true, shouldValidate: true }
    if (form.getValues('name').trim() === '') form.setValue('name', name, changed)
    form.setValue('url', url, changed)
    form.setValue('authenticationMethod', authenticationMethod, changed)
    completeUrl()
    setFound(account)
    setFinding(false)
    done((words) => words('find.taken', { mailbox: account.mailbox }))
  }
  const takers: OfferTakers = {
    url: (url) => {
      form.setValue('url', url, { shouldDirty: true, shouldValidate: true })
    },
    authenticationMethod: (method) => {
      form.setValue('authenticationMethod', method, { shouldDirty: true, shouldValidate: true })
    },
  }
  const given = useAppState()?.policies.connectors[connector?.id ?? ('' as Connector['id'])]
  const locks = useMemo(() => locksOf(given), [given])
  const ownForbidden = useForbidden('ownConnectors')
  const isForbidden = connector === null && ownForbidden !== null
  useShortcut('save', () => void submit())
  useShortcut('test', () => void test())

  return (
    <LocksContext value={locks}>
      <TrustProvider connectorId={connector?.id ?? null} onDecide={decide}>
        <OfferTakersContext value={takers}>
          <Page
            title={connector ? connector.name : t('connectors.new')}
            help="connector"
            badge={isDirty && <StatusChip tone="info" label={t('unsaved.badge')} />}
            actions={
              <>
                <Button component={RouterLink} to="/connectors" startIcon={<BackIcon />}>
                  {t('connector.back')}
                </Button>
                <Button
                  onClick={() => void test()}
                  startIcon={<TestIcon />}
                  variant="outlined"
                  aria-keyshortcuts={ariaKeys('test')}
                >
                  {t('test.start')}
                </Button>
                <Button
                  type="submit"
                  form={CONNECTOR_FORM_ID}
                  variant="contained"
                  startIcon={<SaveIcon />}
                  disabled={isSubmitting || isForbidden}
                  aria-keyshortcuts={ariaKeys('save')}
                >
                  {t('action.save')}
                </Button>
              </>
            }
          >
            {error && <AppErrorAlert error={error} />}
            {given && (
              <Alert severity="info" icon={<LockIcon fontSize="inherit" />} role="note">
                {t('policies.connector.hint', { source: t(`policySources.${given.source}`) })}
              </Alert>
            )}
            {isForbidden && (
              <Alert severity="warning" icon={false}>
                <LockNote lock={ownForbidden} text="policies.noOwnConnectors" />
              </Alert>
            )}
            {connector && <CertificateAlerts connector={connector} />}
            {connector && <AccountsHealthLine connector={connector} entries={entries} />}
            <form
              id={CONNECTOR_FORM_ID}
              noValidate
              onSubmit={(event) => {
                event.preventDefault()
                void submit()
              }}
            >
              <Stack spacing={2}>
                <GeneralCard
                  form={form}
                  accounts={entries.map((entry) => entry.account)}
                  isNew={connector === null}
                  completeUrl={completeUrl}
                  completedUrl={completedUrl}
                  onFindServer={() => {
                    setFinding(true)
                  }}
                />
                <OAuth2Card form={form} connectorId={connector?.id ?? null} />
                <TrustCard form={form} />
                <AdvancedCard form={form} />
              </Stack>
            </form>
            {connector ? (
              <LocksContext value={NO_LOCKS}>
                <AccountsContainer connector={connector} form={form} found={found} />
              </LocksContext>
            ) : (
              <UnsavedAccounts />
            )}
            {isFinding && (
              <FindServerDialog
                mailbox={entries[0]?.account.mailbox ?? ''}
                trust={form.getValues('trust')}
                maxFailedLogonAttempts={form.getValues('maxFailedLogonAttempts')}
                onTake={take}
                onClose={() => {
                  setFinding(false)
                }}
              />
            )}
            {question}
            {testTargets && (
              <ConnectionTestDialog
                title={t('test.titleOf', { name: form.getValues('name') })}
                targets={testTargets}
                onClose={() => {
                  setTestTargets(null)
                }}
              />
            )}
            <UnsavedChangesGuard isDirty={isDirty} onSave={saveAndStay} />
          </Page>
        </OfferTakersContext>
      </TrustProvider>
    </LocksContext>
  )
}

function locksOf(given: ConnectorPolicy | undefined): Readonly<Record<string, PolicyOrigin>> {
  return Object.fromEntries(
    (given?.locked ?? []).map((path) => [
      path,
      { policy: 'Connectors', source: given?.source ?? 'machine-file' },
    ]),
  )
}
