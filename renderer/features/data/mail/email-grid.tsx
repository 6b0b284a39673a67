import AttachmentIcon from '@mui/icons-material/AttachFile'
import LockIcon from '@mui/icons-material/LockOutlined'
import Typography from '@mui/material/Typography'
import type { GridColDef } from '@mui/x-data-grid'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { EmailSummary, MailFolder } from '#shared/domain/prime.ts'
import { withoutMarks } from '#shared/domain/without-marks.ts'
import { ListGrid } from '../../../components/list-grid.tsx'
import { LoadError } from '../../../components/load-error.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { emailsQuery, OBJECTS_PER_PAGE, type EmailList } from '../data-queries.ts'
import { shortPerson } from './person.ts'

type EmailGridProps = {
  readonly list: EmailList
  readonly openId: PrimeItemId | null
  readonly onOpen: (id: PrimeItemId) => void
}

/** The e-mails of a folder as main finds and orders them, a page at a time. */
export function EmailGrid({ list, openId, onOpen }: EmailGridProps) {
  const { t } = useTranslation()
  const [page, setPage] = useState(0)
  const emails = useQuery(emailsQuery(list, page))
  const columns = useEmailColumns(list.folder)
  if (emails.isError) return <LoadError error={emails.error} onRetry={() => void emails.refetch()} />
  const noRows = list.folder === null ? 'data.empty' : 'data.folderEmpty'
  return (
    <ListGrid<EmailSummary>
      label={t('data.emails')}
      noRows={t(list.search === '' ? noRows : 'data.nothingFound')}
      rows={emails.data?.emails ?? []}
      rowCount={emails.data?.total ?? 0}
      columns={columns}
      rowId={({ id }) => id}
      openId={openId}
      onOpen={({ id }) => {
        onOpen(id)
      }}
      loading={emails.isPending || emails.isPlaceholderData}
      paginationMode="server"
      paginationModel={{ page, pageSize: OBJECTS_PER_PAGE }}
      onPaginationModelChange={(model) => {
        setPage(model.page)
      }}
      pageSizeOptions={[OBJECTS_PER_PAGE]}
      // Beside an open e-mail every row counts; how many there are stands at the folder too, unless a search found them.
      hideFooter={openId !== null && list.search === '' && (emails.data?.total ?? 0) <= OBJECTS_PER_PAGE}
      disableColumnSorting
      getRowClassName={({ row }) => (row.isRead ? '' : 'unread')}
    />
  )
}

/** Of what the account has written itself, the recipients say more than the sender. */
const OWN_FOLDERS: readonly (MailFolder | null)[] = ['drafts', 'outbox', 'sent']

function useEmailColumns(folder: MailFolder | null): readonly GridColDef<EmailSummary>[] {
  const { t } = useTranslation()
  const { bytes, dateTime } = useFormat()
  const isOwn = OWN_FOLDERS.includes(folder)
  return useMemo(
    (): GridColDef<EmailSummary>[] => [
      {
        field: 'from',
        headerName: isOwn ? t('email.to') : t('email.from'),
        flex: 2,
        minWidth: 100,
        renderCell: ({ value }) => <bdi translate="no">{value}</bdi>,
        valueGetter: (_value, { from, to, isDraft }) => {
          const people = to.map(shortPerson).join(', ')
          if (isOwn) return people
          if (isDraft && people !== '') return t('email.to.short', { name: people })
          return from ? shortPerson(from) : ''
        },
      },
      {
        field: 'subject',
        headerName: t('email.subject'),
        flex: 4,
        minWidth: 130,
        renderCell: ({ row }) =>
          row.subject ? (
            <bdi translate="no">{withoutMarks(row.subject)}</bdi>
          ) : (
            <Typography component="span" variant="inherit" color="textSecondary">
              {t('email.noSubject')}
            </Typography>
          ),
      },
      {
        field: 'attachmentCount',
        headerName: t('email.attachments'),
        width: 60,
        align: 'center',
        renderHeader: () => <AttachmentIcon fontSize="small" titleAccess={t('email.attachments')} />,
        renderCell: ({ row }) => (
          <>
            {row.encryption !== 'none' && (
              <LockIcon fontSize="inherit" titleAccess={t(`email.${row.encryption}`)} />
            )}
            {row.attachmentCount > 0 && (
              <AttachmentIcon
                fontSize="inherit"
                titleAccess={t('email.attachmentCount', { count: row.attachmentCount })}
              />
            )}
          </>
        ),
      },
      {
        field: 'receivedAt',
        headerName: t('email.received'),
        width: 164,
        valueGetter: (_value, { receivedAt, sentAt }) => {
          const at = receivedAt ?? sentAt
          return at ? dateTime(at) : ''
        },
      },
      {
        field: 'size',
        headerName: t('email.size'),
        width: 104, // «999 Byte» of an unread e-mail, in bold
        align: 'right',
        headerAlign: 'right',
        valueGetter: (_value, { size }) => bytes(size),
      },
    ],
    [t, bytes, dateTime, isOwn],
  )
}
