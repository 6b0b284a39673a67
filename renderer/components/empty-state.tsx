import Stack from '@mui/material/Stack'
import type { SvgIconProps } from '@mui/material/SvgIcon'
import Typography from '@mui/material/Typography'
import type { ComponentType, ReactNode } from 'react'

type EmptyStateProps = {
  readonly icon: ComponentType<SvgIconProps>
  readonly title: string
  readonly text: string
  readonly action?: ReactNode
}

/** Nothing here yet: one sentence and the next step. */
export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <Stack spacing={1} sx={{ alignItems: 'center', textAlign: 'center', px: 3, py: 5 }}>
      <Icon color="disabled" fontSize="large" aria-hidden />
      <Typography variant="h3" component="p">
        {title}
      </Typography>
      <Typography color="textSecondary" sx={{ maxWidth: '60ch' }}>
        {text}
      </Typography>
      {action && <Stack sx={{ pt: 1 }}>{action}</Stack>}
    </Stack>
  )
}
