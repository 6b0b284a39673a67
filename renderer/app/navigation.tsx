import HubIcon from '@mui/icons-material/HubOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlineOutlined'
import SettingsIcon from '@mui/icons-material/SettingsOutlined'
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
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'
import { useAppState } from '../api/use-app-state.ts'

const PLACES = [
  { path: '/connectors', text: 'nav.connectors', icon: HubIcon },
  { path: '/data', text: 'nav.data', icon: StorageIcon },
  { path: '/settings', text: 'nav.settings', icon: SettingsIcon },
  { path: '/help', text: 'nav.help', icon: HelpIcon },
] as const

const WIDTH = 188

export function Navigation() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const isDemo = useAppState()?.isDemo ?? false
  return (
    <Stack
      component="nav"
      aria-label={t('app.navigation')}
      sx={{
        width: WIDTH,
        flexShrink: 0,
        borderRight: 1,
        borderColor: 'divider',
        bgcolor: 'background.paper',
        overflow: 'auto',
      }}
    >
      <Stack
        direction="row"
        spacing={1}
        useFlexGap
        sx={{ alignItems: 'center', flexWrap: 'wrap', px: 1.5, py: 2 }}
      >
        <Typography sx={{ fontWeight: 600 }}>{t('app.name')}</Typography>
        {isDemo && (
          <Tooltip title={t('app.demo.hint')}>
            <Chip label={t('app.demo')} color="secondary" size="small" tabIndex={0} />
          </Tooltip>
        )}
      </Stack>
      <List disablePadding sx={{ px: 1 }}>
        {PLACES.map(({ path, text, icon: Icon }) => (
          <ListItem key={path} disablePadding>
            <ListItemButton
              component={NavLink}
              to={path}
              selected={pathname.startsWith(path)}
              sx={{ borderRadius: 1, mb: 0.5 }}
            >
              <ListItemIcon sx={{ minWidth: 36 }}>
                <Icon fontSize="small" />
              </ListItemIcon>
              <ListItemText primary={t(text)} />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
      <Box sx={{ flex: 1 }} />
    </Stack>
  )
}
