import { useTranslation } from 'react-i18next'
import { daysLeft } from '#shared/domain/certificate-validity.ts'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** When a certificate ends or has ended, and what to do. */
export function ExpiringText({ host, validTo }: { readonly host: string; readonly validTo: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const days = daysLeft(validTo, useNow())
  const values = { host, date: format.date(validTo), count: Math.max(0, days) }
  return days < 0 ? t('trust.ended', values) : t('trust.expiring', values)
}
