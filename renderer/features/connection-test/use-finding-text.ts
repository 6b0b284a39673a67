import { useTranslation } from 'react-i18next'
import type { TestStep } from '#shared/domain/connection-test.ts'
import { formatParams } from '../../i18n/params.ts'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { useFormat } from '../../i18n/use-format.ts'

export type FindingText = { readonly what: string; readonly todo: string | null }

/** What a step found, and what to do about it; `null` while it has found nothing. */
export function useFindingText(): (step: TestStep) => FindingText | null {
  const { t } = useTranslation()
  const format = useFormat()
  const errorText = useErrorText()
  return (step) => {
    switch (step.state) {
      case 'pending':
      case 'running':
        return null
      case 'failed':
        return errorText(step.error)
      case 'warning': {
        const { name, params } = step.verdict
        const replace = formatParams(params, format)
        return { what: t(`warnings.${name}.what`, { replace }), todo: t(`warnings.${name}.todo`, { replace }) }
      }
      default: {
        const replace = formatParams(step.verdict.params, format)
        return { what: t(`verdicts.${step.verdict.name}`, { replace }), todo: null }
      }
    }
  }
}
