import { useTranslation } from 'react-i18next'
import type { EmailContent } from '#shared/domain/prime.ts'
import { Facts } from '../../../components/facts.tsx'
import { useFolderText } from '../../../components/use-folder-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { People } from './people.tsx'

/** From, to, when and where, each line only if there is something to say. */
export function EmailHeader({ content }: { readonly content: EmailContent }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const folderText = useFolderText()
  const { summary, cc, sentAt } = content
  const [sent, received] = [sentAt, summary.receivedAt].map((at) => (at ? dateTime(at) : ''))
  const facts = [
    { name: t('email.from'), value: summary.from && <People people={[summary.from]} /> },
    {
      name: t('email.to'),
      value: summary.to.length > 0 && <People people={summary.to} further={summary.furtherTo} />,
    },
    { name: t('email.cc'), value: cc.length > 0 && <People people={cc} /> },
    { name: t('email.sent'), value: sent === received ? '' : sent },
    { name: t('email.received'), value: received },
    { name: t('email.folder'), value: folderText(summary.folder) },
  ].filter(({ value }) => Boolean(value))
  return <Facts facts={facts} />
}
