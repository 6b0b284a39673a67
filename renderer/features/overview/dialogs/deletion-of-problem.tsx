import type { Problem } from '#shared/domain/overview.ts'
import { SyncPlanDialog } from '../../sync/report/sync-plan-dialog.tsx'

type DeletionOfProblemProps = { readonly problem: Problem; readonly onClose: () => void }

/** What the first of the accounts would delete; a person decides for one after the other. */
export default function DeletionOfProblem({ problem, onClose }: DeletionOfProblemProps) {
  const [account] = problem.accounts
  return account ? (
    <SyncPlanDialog key={account.id} accountId={account.id} accountName={account.mailbox} onClose={onClose} />
  ) : null
}
