import { useCallback } from 'react'
import type { AppError } from '#shared/errors.ts'
import type { ErrorText } from '#shared/texts/catalogue.ts'
import { formatParams } from '#shared/texts/params.ts'
import { useTexts } from './use-texts.ts'

/** Finds what happened and what to do, in the chosen language. */
export function useErrorText(): (error: Pick<AppError, 'code' | 'params'>) => ErrorText {
  const { t, format } = useTexts()
  return useCallback(
    ({ code, params }) => {
      const filled = { replace: formatParams(params, format) }
      return { what: t(`errors.${code}.what`, filled), todo: t(`errors.${code}.todo`, filled) }
    },
    [t, format],
  )
}
