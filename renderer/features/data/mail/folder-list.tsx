import AllIcon from '@mui/icons-material/AllInbox'
import DeletedIcon from '@mui/icons-material/DeleteOutlined'
import DraftsIcon from '@mui/icons-material/EditNote'
import FurtherIcon from '@mui/icons-material/FolderOutlined'
import InboxIcon from '@mui/icons-material/InboxOutlined'
import JunkIcon from '@mui/icons-material/ReportOutlined'
import OutboxIcon from '@mui/icons-material/OutboxOutlined'
import SentIcon from '@mui/icons-material/SendOutlined'
import Box from '@mui/material/Box'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemIcon from '@mui/material/ListItemIcon'
import ListItemText from '@mui/material/ListItemText'
import Paper from '@mui/material/Paper'
import type { SvgIconProps } from '@mui/material/SvgIcon'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { inFolderOrder, type MailFolderCount } from '#shared/domain/data.ts'
import type { EmailFolder, MailFolder } from '#shared/domain/prime.ts'
import { useFolderText } from '../../../components/use-folder-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'

const ICONS: Readonly<Record<EmailFolder, ComponentType<SvgIconProps>>> = {
  inbox: InboxIcon,
  drafts: DraftsIcon,
  outbox: OutboxIcon,
  sent: SentIcon,
  junk: JunkIcon,
  deleted: DeletedIcon,
}

type FolderListProps = {
  readonly folders: readonly MailFolderCount[]
  readonly chosen: MailFolder | null
  readonly onChoose: (folder: MailFolder | null) => void
}

export function FolderList({ folders, chosen, onChoose }: FolderListProps) {
  const { t } = useTranslation()
  const folderText = useFolderText()
  const total = folders.reduce((sum, each) => sum + each.total, 0)
  const unread = folders.reduce((sum, each) => sum + each.unread, 0)
  return (
    <Paper variant="outlined" component="nav" aria-label={t('data.folders')} sx={{ overflow: 'auto' }}>
      <List dense disablePadding>
        <Folder
          icon={AllIcon}
          name={t('data.allFolders')}
          {...{ total, unread }}
          isChosen={chosen === null}
          onChoose={() => {
            onChoose(null)
          }}
        />
        {inFolderOrder(folders).map(({ folder, ...counts }) => (
          <Folder
            key={folder}
            icon={folder in ICONS ? ICONS[folder as EmailFolder] : FurtherIcon}
            name={folderText(folder)}
            {...counts}
            isChosen={chosen === folder}
            onChoose={() => {
              onChoose(folder)
            }}
          />
        ))}
      </List>
    </Paper>
  )
}

type FolderProps = {
  readonly icon: ComponentType<SvgIconProps>
  readonly name: string
  readonly total: number
  readonly unread: number
  readonly isChosen: boolean
  readonly onChoose: () => void
}

function Folder({ icon: Icon, name, total, unread, isChosen, onChoose }: FolderProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <ListItem disablePadding>
      <ListItemButton
        selected={isChosen}
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
        sx={{ px: 1.5 }}
      >
        <ListItemIcon sx={{ minWidth: 32 }}>
          <Icon fontSize="small" />
        </ListItemIcon>
        <ListItemText
          primary={name}
          secondary={unread > 0 ? t('data.unread', { count: unread, n: number(unread) }) : null}
          slotProps={{
            primary: {
              sx: { overflowWrap: 'anywhere', ...(unread > 0 && { fontWeight: 'fontWeightBold' }) },
            },
            secondary: { variant: 'caption' },
          }}
        />
        <Box component="span" sx={{ pl: 1, color: 'text.secondary', typography: 'caption' }}>
          {number(total)}
        </Box>
      </ListItemButton>
    </ListItem>
  )
}
