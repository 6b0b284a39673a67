import { useTranslation } from 'react-i18next'
import type { TaskRecord } from '#shared/domain/prime-items.ts'
import { Facts } from '../../../components/facts.tsx'
import { PlainText } from '../../../components/plain-text.tsx'
import { ruleText } from '../rule-text.ts'
import { useZonedFormat } from '../zoned-format.ts'

type TaskFactsProps = { readonly record: TaskRecord; readonly zone: string }

export function TaskFacts({ record, zone }: TaskFactsProps) {
  const { t, i18n } = useTranslation()
  const { day, dateTime } = useZonedFormat(zone)
  const date = (given: TaskRecord['dueDate']): string => (given === null ? '' : day(given))
  const facts = [
    { name: t('item.status'), value: t(`sync.value.${record.status}`) },
    { name: t('item.percent'), value: `${String(record.percentComplete)} %` },
    { name: t('item.start'), value: date(record.startDate) },
    { name: t('item.due'), value: date(record.dueDate) },
    { name: t('item.completed'), value: date(record.completedDate) },
    { name: t('item.importance'), value: t(`sync.value.${record.importance}`) },
    {
      name: t('item.repeats'),
      value: record.recurrence ? ruleText(record.recurrence, t, i18n.language) : '',
    },
    { name: t('item.reminder'), value: record.reminderAt ? dateTime(record.reminderAt) : '' },
    { name: t('item.categories'), value: record.categories.join(', ') },
  ].filter(({ value }) => value !== '')
  return (
    <>
      <Facts facts={facts} />
      {record.text.trim() !== '' && (
        <PlainText label={t('item.text')} text={record.text} sx={{ maxHeight: 200 }} />
      )}
    </>
  )
}
