/** Where "open" of a problem leads: to what the words of the problem name, not to wherever its account happens to be. */
import type { Problem, ProblemAction } from '#shared/domain/overview.ts'
import { STATE_PARAMETER } from '../../components/health-states.ts'
import type { OpensDialog } from '../connectors/finds-server.ts'

type Placed = Pick<Problem, 'kind' | 'cause' | 'accounts'> & {
  readonly connector: Pick<NonNullable<Problem['connector']>, 'id'> | null
}

export type Place = { readonly to: string; readonly state?: OpensDialog }

/**
 * A password is given in the form of its account; of several accounts the list shows those that need somebody. What
 * befalls no connector alone leads to the list of those that are switched off, or whose accounts are.
 */
export function placeOf(problem: Placed): Place {
  const { kind, accounts } = problem
  if (!problem.connector) return { to: `/connectors?${STATE_PARAMETER}=inactive` }
  const connector = problem.connector.id
  const to = `/connectors/${connector}`
  const [account, ...more] = accounts
  if (!account) return { to }
  if (kind === 'objects') {
    const whose = more.length > 0 ? `connector=${connector}` : `account=${account.id}`
    return { to: `/sync?tab=problems&${whose}` }
  }
  if (leadsToPlan(problem, 'open')) {
    return more.length > 0
      ? { to: '/sync?group=never' }
      : { to, state: { opens: 'plan', accountId: account.id } }
  }
  if (more.length > 0) return { to: kind === 'schedule' ? to : `${to}?${STATE_PARAMETER}=attention` }
  return kind === 'sign-in' ? { to, state: { opens: 'account', accountId: account.id } } : { to }
}

/** How the way out is called: by what it shows. */
export function wordOf(problem: Placed, action: ProblemAction): ProblemAction | 'plan' | 'plans' | 'objects' {
  if (action === 'open' && problem.kind === 'objects') return 'objects'
  if (!leadsToPlan(problem, action)) return action
  return problem.accounts.length > 1 ? 'plans' : 'plan'
}

/** A first synchronisation is begun from its plan; the monitor has those of several accounts line by line. */
function leadsToPlan({ cause }: Placed, action: ProblemAction): boolean {
  return action === 'open' && cause.is === 'finding' && cause.name === 'not-begun'
}
