import HubIcon from '@mui/icons-material/HubOutlined'
import OverviewIcon from '@mui/icons-material/MonitorHeartOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlineOutlined'
import SettingsIcon from '@mui/icons-material/SettingsOutlined'
import SyncIcon from '@mui/icons-material/SyncOutlined'
import StorageIcon from '@mui/icons-material/StorageOutlined'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemIcon from '@mui/material/ListItemIcon'
import ListItemText from '@mui/material/ListItemText'
import Stack from '@mui/material/Stack'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import type { Theme } from '@mui/material/styles'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation, useNavigate } from 'react-router'
import { useAppState } from '../api/use-app-state.ts'
import { ariaKeys, type ShortcutId } from '../components/shortcuts.ts'
import { useShortcut } from '../components/use-shortcut.ts'
import { ProblemCount } from '../features/overview/problem-count.tsx'

const PLACES = [
  { path: '/overview', text: 'nav.overview', keys: 'goOverview', icon: OverviewIcon },
  { path: '/connectors', text: 'nav.connectors', keys: 'goConnectors', icon: HubIcon },
  { path: '/sync', text: 'nav.sync', keys: 'goSync', icon: SyncIcon },
  { path: '/data', text: 'nav.data', keys: 'goData', icon: StorageIcon },
  { path: '/settings', text: 'nav.settings', keys: 'goSettings', icon: SettingsIcon },
  { path: '/help', text: 'nav.help', keys: 'goHelp', icon: HelpIcon },
] as const

const WIDTH = 204
/** In a narrow window, or with large letters, only the icons stay. */
const NARROW_WIDTH = 60

export function Navigation() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const isDemo = useAppState()?.isDemo ?? false
  const isNarrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('md'))
  return (
    <Stack
      component="nav"
      aria-label={t('app.navigation')}
      sx={{
        width: isNarrow ? NARROW_WIDTH : WIDTH,
        flexShrink: 0,
        borderRight: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        overflowX: 'hidden',
        overflowY: 'auto',
      }}
    >
      <Stack
        direction="row"
        spacing={1}
        sx={{ alignItems: 'center', flexWrap: 'wrap', px: isNarrow ? 0.5 : 1.5, py: isNarrow ? 0.5 : 2 }}
      >
        {!isNarrow && <Typography sx={{ fontWeight: 600 }}>{t('app.name')}</Typography>}
        {isDemo && (
          <Tooltip title={t('app.demo.hint')}>
            <Chip label={t('app.demo')} color="secondary" size="small" tabIndex={0} />
          </Tooltip>
        )}
      </Stack>
      <List disablePadding sx={{ px: 1 }}>
        {PLACES.map(({ path, text, keys, icon: Icon }) => (
          <ListItem key={path} disablePadding>
            <ListItemButton
              component={NavLink}
              to={path}
              aria-keyshortcuts={ariaKeys(keys)}
              {...(isNarrow && { 'aria-label': t(text), title: t(text) })}
              selected={pathname.startsWith(path)}
              sx={{ borderRadius: 1, mb: 0.5, px: isNarrow ? 1.5 : 2 }}
            >
              <ListItemIcon sx={{ minWidth: 36 }}>
                <Icon fontSize="small" />
                <GoTo path={path} keys={keys} />
              </ListItemIcon>
              {!isNarrow && <ListItemText primary={t(text)} />}
              {!isNarrow && path === '/overview' && <ProblemCount />}
            </ListItemButton>
          </ListItem>
        ))}
      </List>
      <Box sx={{ flex: 1 }} />
    </Stack>
  )
}

/** The shortcut of a place. */
function GoTo({ path, keys }: { readonly path: string; readonly keys: ShortcutId }) {
  const navigate = useNavigate()
  useShortcut(keys, () => void navigate(path))
  return null
}
