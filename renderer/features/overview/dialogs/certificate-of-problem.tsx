import { useQuery } from '@tanstack/react-query'
import type { Problem } from '#shared/domain/overview.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { connectorsQuery } from '../../../api/queries.ts'
import { toAppError, unwrap } from '../../../api/unwrap.ts'
import { useFeedback } from '../../../components/feedback.ts'
import { TrustDialog } from '../../trust/trust-dialog.tsx'

type CertificateOfProblemProps = { readonly problem: Problem; readonly onClose: () => void }

/** The certificate of the connector's server, and the decision about it, which takes effect at once. */
export default function CertificateOfProblem({ problem, onClose }: CertificateOfProblemProps) {
  const { done, failed } = useFeedback()
  const entries = useQuery(connectorsQuery).data
  const connector = entries?.find((entry) => entry.connector.id === problem.connector?.id)?.connector
  if (!connector) return null
  const { id, changedAt: _changedAt, ...draft } = connector
  const decide = async (trust: Trust): Promise<void> => {
    try {
      await unwrap(window.api.connectors.save({ id, draft: { ...draft, trust } }))
      done((words) => words('trust.saved'))
      onClose()
    } catch (error) {
      failed(toAppError(error))
    }
  }
  return (
    <TrustDialog
      url={connector.url}
      trust={connector.trust}
      connectorId={id}
      onDecide={decide}
      onClose={onClose}
    />
  )
}
