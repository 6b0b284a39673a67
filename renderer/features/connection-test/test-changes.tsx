import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import type { TestReport } from '#shared/domain/connection-test.ts'
import { changesBetween } from '#shared/domain/test-changes.ts'
import type { TestOwner } from '#shared/domain/test-record.ts'
import { lastGoodQuery } from './test-queries.ts'
import { useTestTexts } from './use-test-texts.ts'

type TestChangesProps = { readonly report: TestReport; readonly owner: TestOwner }

/** Of a test that failed: what is different from the last one that passed. */
export function TestChanges({ report, owner }: TestChangesProps) {
  const texts = useTestTexts()
  const { data: lastGood } = useQuery(lastGoodQuery({ id: report.id, owner }))
  if (!lastGood) return null
  const changes = changesBetween(lastGood, report)
  const { since, nothing } = texts.words.testChanges
  const at = texts.format.dateTime(lastGood.startedAt)
  return (
    <Alert severity="info" variant="outlined" role="note" data-testid="test-changes">
      {texts.fill(changes.length > 0 ? since : nothing, { at })}
      {changes.length > 0 && (
        <Box component="ul" sx={{ my: 0.5, pl: 2.5, overflowWrap: 'anywhere' }}>
          {changes.map((change, index) => (
            <li key={index}>{texts.change(change)}</li>
          ))}
        </Box>
      )}
    </Alert>
  )
}
