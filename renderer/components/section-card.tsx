import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

type SectionCardProps = {
  /** Of the title, by which the section is named. */
  readonly id: string
  readonly title: string
  readonly children: ReactNode
}

/** A titled section of a page. */
export function SectionCard({ id, title, children }: SectionCardProps) {
  return (
    <Paper variant="outlined" component="section" aria-labelledby={id} sx={{ p: 2 }}>
      <Typography id={id} variant="h2" sx={{ mb: 2 }}>
        {title}
      </Typography>
      {children}
    </Paper>
  )
}
