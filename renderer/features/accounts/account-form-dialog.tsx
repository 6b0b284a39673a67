/** Adds or changes an MS EWS account. Mounted only while it is open: each opening starts from what is saved. */
import TestIcon from '@mui/icons-material/NetworkCheck'
import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import Stack from '@mui/material/Stack'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AccountEntry } from '#shared/contract/contract.ts'
import { effectiveAccess } from '#shared/domain/connector.ts'
import type { ConnectorId } from '#shared/domain/ids.ts'
import { primeAccountsQuery } from '../../api/queries.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { DialogSaveButton } from '../../components/dialog-save-button.tsx'
import { focusFirstError } from '../../components/focus-first-error.ts'
import { FormSwitch } from '../../components/form-switch.tsx'
import { FormTextField } from '../../components/form-text-field.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { ariaKeys } from '../../components/shortcuts.ts'
import { useLeavingForm } from '../../components/use-leaving-form.tsx'
import { useShortcut } from '../../components/use-shortcut.ts'
import { OfferTakersContext, useOfferTakers, type OfferTakers } from '../connection-test/adopt-offer.ts'
import { ConnectionTestDialog } from '../connection-test/connection-test-dialog.tsx'
import { draftAccountTarget, type TestedConnector } from '../connection-test/test-request.ts'
import type { TestTarget } from '../connection-test/test-session.ts'
import type { FoundAccount } from '../find-server/found-account.ts'
import { AccountSignIn } from '../sign-in/account-sign-in.tsx'
import { AccessField } from './access-field.tsx'
import { testPasswordOf } from './account-form-values.ts'
import { PrimeAccountFields } from './prime-account-fields.tsx'
import { SignInFields } from './sign-in-fields.tsx'
import { SyncFields } from './sync-fields.tsx'
import { ACCOUNT_FORM_ID, useAccountForm } from './use-account-form.ts'

type AccountFormDialogProps = {
  readonly connectorId: ConnectorId
  /** The connector as it stands in its form, for the test and the effective user name. */
  readonly tested: TestedConnector
  readonly entry: AccountEntry | null
  readonly entries: readonly AccountEntry[]
  /** What a search for the server has shown, for a new account. */
  readonly found: FoundAccount | null
  readonly onClose: () => void
}

export function AccountFormDialog(props: AccountFormDialogProps) {
  const { connectorId, tested, entry, entries, onClose } = props
  const { t } = useTranslation()
  const id = useId()
  const account = entry?.account ?? null
  const isConnected = entries.some((each) => each.account.mailbox === props.found?.mailbox)
  const found = account || isConnected ? null : props.found
  // Who is signed in may change while the form is open.
  const current = entries.find((each) => each.account.id === account?.id)
  const primeAccounts = useQuery(primeAccountsQuery)
  const { form, error, save, question } = useAccountForm({
    ...{ connectorId, account, found },
    connector: tested.draft,
    onSaved: onClose,
  })
  const { control, getValues, setValue } = form
  // Read here, not in the handlers: react-hook-form keeps up to date only what a drawing has read.
  const { isDirty, isSubmitting } = form.formState
  const active = useWatch({ control, name: 'active' })
  // The mailbox follows the address of the Prime account until somebody writes into it.
  const [followsAddress, setFollowsAddress] = useState(account === null && found === null)
  // With nothing to choose from, creating is the only way on.
  const hasOnlyNew = account === null && primeAccounts.data?.length === 0
  useEffect(() => {
    if (hasOnlyNew) setValue('primeMode', 'new')
  }, [hasOnlyNew, setValue])
  const [testTarget, setTestTarget] = useState<TestTarget | null>(null)
  const { close, questions } = useLeavingForm({ isDirty, onSave: save, onClose })

  const ofConnector = useOfferTakers()
  const take = (name: 'mailbox' | 'access' | 'url') => (value: string) => {
    setValue(name, value, { shouldDirty: true, shouldValidate: true })
  }
  const takers: OfferTakers = {
    ...ofConnector,
    ...{ mailbox: take('mailbox'), access: take('access') },
    // Only where the mailbox is said to live elsewhere; else the address is the connector's.
    ...(testTarget?.request.account?.url && { url: take('url') }),
  }
  const test = async (): Promise<void> => {
    const names = ['mailbox', 'url', 'userName', 'password'] as const
    if (!(await form.trigger(names))) {
      focusFirstError(ACCOUNT_FORM_ID)
      return
    }
    const { mailbox, access, url, userName, sync, ...password } = getValues()
    const values = { mailbox, access, url, userName, sync, password: testPasswordOf(password, account) }
    // The result belongs to the saved account only while its values are the saved ones.
    setTestTarget(draftAccountTarget(tested, values, isDirty ? null : (account?.id ?? null)))
  }
  useShortcut('test', () => void test(), { within: ACCOUNT_FORM_ID })
  const connectedWith = (primeId: string): string | undefined =>
    entries.find((each) => each.account.primeEmailAccountId === primeId && each.account.id !== account?.id)
      ?.account.mailbox

  return (
    <Dialog open onClose={close} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="account">
        {account ? t('account.edit.title', { name: account.mailbox }) : t('account.new.title')}
      </HelpDialogTitle>
      <DialogContent>
        <form
          id={ACCOUNT_FORM_ID}
          noValidate
          onSubmit={(event) => {
            // A dialog is inside the page for React's events: the connector's form must not hear this one.
            event.stopPropagation()
            event.preventDefault()
            void save()
          }}
        >
          <Stack spacing={2} sx={{ pt: 1 }}>
            {error && <AppErrorAlert error={error} />}
            {primeAccounts.isError && (
              <LoadError error={primeAccounts.error} onRetry={() => void primeAccounts.refetch()} />
            )}
            <PrimeAccountFields
              form={form}
              primeAccounts={primeAccounts.data ?? []}
              connectedWith={connectedWith}
              onAddress={(address) => {
                if (followsAddress) setValue('mailbox', address, { shouldDirty: true })
              }}
            />
            <FormTextField
              control={control}
              name="mailbox"
              label={t('account.mailbox')}
              hint={t('account.mailbox.hint')}
              required
              onEdit={(value) => {
                setFollowsAddress(value === '')
              }}
              slotProps={{ htmlInput: { spellCheck: false } }}
            />
            {effectiveAccess(tested.draft, 'own') === 'own' && <AccessField form={form} />}
            <SignInFields form={form} connector={tested.draft} password={entry?.password ?? 'none'} />
            {current && <AccountSignIn account={current.account} signIn={current.signIn} place="form" />}
            {!entry &&
              tested.draft.authenticationMethod === 'oauth2' &&
              tested.draft.oauth2.signIn === 'user' && (
                <Alert severity="info">{t('signIn.afterSaving')}</Alert>
              )}
            <SyncFields form={form} account={account} />
            <FormSwitch control={control} name="active" label={t('field.active')} />
            {active && !tested.draft.active && (
              <Alert severity="info">{t('account.connectorInactive')}</Alert>
            )}
          </Stack>
        </form>
      </DialogContent>
      <DialogActions>
        <Button
          onClick={() => void test()}
          startIcon={<TestIcon />}
          sx={{ mr: 'auto' }}
          aria-keyshortcuts={ariaKeys('test')}
        >
          {t('test.start')}
        </Button>
        <Button onClick={close}>{t('action.cancel')}</Button>
        <DialogSaveButton formId={ACCOUNT_FORM_ID} isSubmitting={isSubmitting} />
      </DialogActions>
      {question}
      {testTarget && (
        <OfferTakersContext value={takers}>
          <ConnectionTestDialog
            title={t('test.titleOf', { name: testTarget.label })}
            targets={[testTarget]}
            onClose={() => {
              setTestTarget(null)
            }}
          />
        </OfferTakersContext>
      )}
      {questions}
    </Dialog>
  )
}
