import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type PageProps = {
  readonly title: string
  /** Stands beside the title, e.g. a badge. */
  readonly badge?: ReactNode
  readonly actions?: ReactNode
  /** The page takes the height of the window and scrolls in its parts. */
  readonly fillsWindow?: boolean
  readonly children: ReactNode
}

/** One screen: heading, its actions, its content; the window's title follows the heading. */
export function Page({ title, badge, actions, fillsWindow = false, children }: PageProps) {
  const { t } = useTranslation()
  const windowTitle = `${title} – ${t('app.name')}`
  useEffect(() => {
    document.title = windowTitle
  }, [windowTitle])
  return (
    <Stack spacing={2} sx={{ p: { xs: 2, lg: 3 }, ...(fillsWindow ? { flex: 1, minHeight: 0 } : {}) }}>
      <Stack direction="row" spacing={2} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {badge}
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', ml: 'auto !important' }}>
          {actions}
        </Stack>
      </Stack>
      {children}
    </Stack>
  )
}
