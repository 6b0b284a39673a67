import AttachmentIcon from '@mui/icons-material/AttachFile'
import Typography from '@mui/material/Typography'
import type { GridColDef } from '@mui/x-data-grid'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { EmailSummary } from '#shared/domain/prime.ts'
import { EMAILS_PER_PAGE, emailsQuery } from '../../api/queries.ts'
import { ListGrid } from '../../components/list-grid.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { shortPerson } from './person.ts'

type EmailGridProps = {
  readonly accountId: PrimeEmailAccountId
  readonly openId: PrimeItemId | null
  readonly onOpen: (id: PrimeItemId) => void
}

/** The e-mails of one account, newest first as main gives them, a page at a time. */
export function EmailGrid({ accountId, openId, onOpen }: EmailGridProps) {
  const { t } = useTranslation()
  const [page, setPage] = useState(0)
  const emails = useQuery(emailsQuery(accountId, page))
  const columns = useEmailColumns()
  if (emails.isError) return <LoadError error={emails.error} onRetry={() => void emails.refetch()} />
  return (
    <ListGrid<EmailSummary>
      label={t('data.emails')}
      noRows={t('data.empty')}
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
      paginationModel={{ page, pageSize: EMAILS_PER_PAGE }}
      onPaginationModelChange={(model) => {
        setPage(model.page)
      }}
      pageSizeOptions={[EMAILS_PER_PAGE]}
      disableColumnSorting
      getRowClassName={({ row }) => (row.isRead ? '' : 'unread')}
    />
  )
}

function useEmailColumns(): readonly GridColDef<EmailSummary>[] {
  const { t } = useTranslation()
  const { bytes, dateTime } = useFormat()
  return useMemo(
    (): GridColDef<EmailSummary>[] => [
      {
        field: 'from',
        headerName: t('email.from'),
        flex: 2,
        minWidth: 110,
        valueGetter: (_value, { from }) => (from ? shortPerson(from) : ''),
      },
      {
        field: 'subject',
        headerName: t('email.subject'),
        flex: 4,
        minWidth: 150,
        renderCell: ({ row }) =>
          row.subject || (
            <Typography component="span" variant="inherit" color="textSecondary">
              {t('email.noSubject')}
            </Typography>
          ),
      },
      {
        field: 'attachmentCount',
        headerName: t('email.attachments'),
        width: 44,
        align: 'center',
        renderHeader: () => <AttachmentIcon fontSize="small" titleAccess={t('email.attachments')} />,
        renderCell: ({ row }) =>
          row.attachmentCount > 0 && (
            <AttachmentIcon
              fontSize="inherit"
              titleAccess={t('email.attachmentCount', { count: row.attachmentCount })}
            />
          ),
      },
      {
        field: 'receivedAt',
        headerName: t('email.received'),
        width: 164,
        valueGetter: (_value, { receivedAt }) => (receivedAt ? dateTime(receivedAt) : ''),
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
    [t, bytes, dateTime],
  )
}
