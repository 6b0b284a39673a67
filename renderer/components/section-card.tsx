import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'
import { HelpButton } from '../features/help/help-button.tsx'
import type { HelpPlace } from '../features/help/places.ts'

type SectionCardProps = {
  /** Of the title, by which the section is named. */
  readonly id: string
  readonly title: string
  /** Stands beside the title, e.g. that something was saved. */
  readonly status?: ReactNode
  /** Its question mark. */
  readonly help?: HelpPlace | undefined
  readonly children: ReactNode
}

/** A titled section of a page. */
export function SectionCard({ id, title, status, help, children }: SectionCardProps) {
  return (
    <Paper variant="outlined" component="section" aria-labelledby={id} sx={{ p: 2 }}>
      <Stack direction="row" spacing={1} sx={{ mb: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography id={id} variant="h2">
          {title}
        </Typography>
        {help && <HelpButton place={help} />}
        {status && <Box sx={{ ml: 'auto' }}>{status}</Box>}
      </Stack>
      {children}
    </Paper>
  )
}
