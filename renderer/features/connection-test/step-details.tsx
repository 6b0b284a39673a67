import { useTranslation } from 'react-i18next'
import type { Detail } from '#shared/domain/connection-test.ts'
import { formatParam } from '#shared/texts/params.ts'
import { Facts } from '../../components/facts.tsx'
import { useFormat } from '../../i18n/use-format.ts'

/** The facts behind a step. */
export function StepDetails({ details }: { readonly details: readonly Detail[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Facts
      facts={details.map(({ name, value }) => ({
        name: t(`details.${name}`),
        value: formatParam(name, value, format),
      }))}
    />
  )
}
