import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { HelpButton } from '../features/help/help-button.tsx'
import type { HelpPlace } from '../features/help/places.ts'

type PageProps = {
  readonly title: string
  /** Stands beside the title, e.g. a badge. */
  readonly badge?: ReactNode
  readonly actions?: ReactNode
  /** Its question mark. */
  readonly help?: HelpPlace
  /** The page takes the height of the window and scrolls in its parts. */
  readonly fillsWindow?: boolean
  readonly children: ReactNode
}

/** In a low window, or with large letters, the parts would be too low to scroll in: the page scrolls instead. */
const FILLING = {
  flex: 1,
  minHeight: 0,
  '@media (max-height: 560px)': { flex: 'none', height: 560 },
} as const

/** One screen: heading, its actions, its content; the window's title follows the heading. */
export function Page({ title, badge, actions, help, fillsWindow = false, children }: PageProps) {
  const { t } = useTranslation()
  const windowTitle = `${title} – ${t('app.name')}`
  useEffect(() => {
    document.title = windowTitle
  }, [windowTitle])
  return (
    <Stack spacing={2} sx={{ p: { xs: 2, lg: 3 }, ...(fillsWindow && FILLING) }}>
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {help && <HelpButton place={help} />}
        {badge}
        <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap', ml: 'auto' }}>
          {actions}
        </Stack>
      </Stack>
      {children}
    </Stack>
  )
}
