import { useTranslation } from 'react-i18next'
import type { EmailContent } from '#shared/domain/prime.ts'
import { Facts } from '../../components/facts.tsx'
import { useFolderText } from '../../components/use-folder-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { fullPerson } from './person.ts'

/** From, to, when and where, each line only if there is something to say. */
export function EmailHeader({ content }: { readonly content: EmailContent }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const folderText = useFolderText()
  const { summary, to, cc, sentAt } = content
  const facts = [
    { name: t('email.from'), value: summary.from ? fullPerson(summary.from) : '' },
    { name: t('email.to'), value: to.map(fullPerson).join(', ') },
    { name: t('email.cc'), value: cc.map(fullPerson).join(', ') },
    { name: t('email.sent'), value: sentAt ? dateTime(sentAt) : '' },
    { name: t('email.received'), value: summary.receivedAt ? dateTime(summary.receivedAt) : '' },
    { name: t('email.folder'), value: folderText(summary.folder) },
  ].filter(({ value }) => value !== '')
  return <Facts facts={facts} />
}
