import { useQuery } from '@tanstack/react-query'
import type { Problem } from '#shared/domain/overview.ts'
import { accountsQuery } from '../../../api/queries.ts'
import { SignInDialog } from '../../sign-in/sign-in-dialog.tsx'

type SignInOfProblemProps = { readonly problem: Problem; readonly onClose: () => void }

/** Signs the first of the accounts in; the problem then befalls one less, and the next one is the first. */
export default function SignInOfProblem({ problem, onClose }: SignInOfProblemProps) {
  const entries = useQuery(accountsQuery(problem.connector?.id ?? null)).data
  const entry = entries?.find(({ account }) => account.id === problem.accounts[0]?.id)
  return entry ? <SignInDialog key={entry.account.id} account={entry.account} onClose={onClose} /> : null
}
