import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation, useNavigate } from 'react-router'
import { useNavigationGuard } from '../components/unsaved-changes-guard.tsx'
import { useShortcut } from '../components/use-shortcut.ts'
import { FirstStepsBar } from '../features/first-steps/first-steps-bar.tsx'
import { HelpHost } from '../features/help/help-host.tsx'
import { EndingOverlay } from './ending-overlay.tsx'
import { Navigation } from './navigation.tsx'
import { Notices } from './notices.tsx'

/** Navigation on the left, notices on top, the screen below. */
export function Shell() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const main = useFocusAfterNavigation()
  useNavigationGuard()
  useShortcut('newConnector', () => void navigate('/connectors/new'))
  useShortcut('refresh', () => void client.invalidateQueries())
  return (
    <Box sx={{ display: 'flex', height: '100%', bgcolor: 'background.default' }}>
      <Link
        component="button"
        onClick={() => main.current?.focus()}
        sx={{
          position: 'absolute',
          zIndex: 'tooltip',
          p: 1,
          bgcolor: 'background.paper',
          '&:not(:focus)': { clipPath: 'inset(50%)', height: 1, width: 1, overflow: 'hidden' },
        }}
      >
        {t('app.skip')}
      </Link>
      <EndingOverlay />
      <Navigation />
      <Box
        component="main"
        ref={main}
        tabIndex={-1}
        sx={{
          flex: 1,
          minWidth: 0,
          overflow: 'auto',
          display: 'flex',
          flexDirection: 'column',
          outline: 'none',
        }}
      >
        <FirstStepsBar />
        <Notices />
        <Outlet />
      </Box>
      <HelpHost />
    </Box>
  )
}

/** A new screen starts at its top, for the eyes and for the screen reader. */
function useFocusAfterNavigation() {
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    // A screen that has put the focus into its first field keeps it.
    if (!main.current?.contains(document.activeElement)) main.current?.focus()
    main.current?.scrollTo(0, 0)
  }, [pathname])
  return main
}
