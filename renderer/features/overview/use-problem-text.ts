import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '#shared/domain/overview.ts'
import type { ErrorText } from '#shared/texts/catalogue.ts'
import { formatParams } from '#shared/texts/params.ts'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** What a problem is, and what to do about it. */
export function useProblemText(): (problem: Pick<Problem, 'cause'>) => ErrorText {
  const { t } = useTranslation()
  const format = useFormat()
  const errorText = useErrorText()
  return useCallback(
    ({ cause }) => {
      if (cause.is === 'error') return errorText(cause.error)
      const filled = { replace: formatParams(cause.params, format) }
      return {
        what: t(`findings.${cause.name}.what`, filled),
        todo: t(`findings.${cause.name}.todo`, filled),
      }
    },
    [t, format, errorText],
  )
}
