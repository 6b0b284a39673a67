import Box from '@mui/material/Box'
import DialogTitle from '@mui/material/DialogTitle'
import type { ReactNode } from 'react'
import { HelpButton } from '../features/help/help-button.tsx'
import type { HelpPlace } from '../features/help/places.ts'

type HelpDialogTitleProps = {
  /** Of the heading, by which the dialog is named; the question mark is no part of it. */
  readonly id: string
  readonly help: HelpPlace
  readonly children: ReactNode
}

/** The title of a dialog with its question mark. */
export function HelpDialogTitle({ id, help, children }: HelpDialogTitleProps) {
  return (
    <DialogTitle
      component="div"
      id={`${id}-bar`}
      sx={{ display: 'flex', alignItems: 'center', gap: 1, flex: '0 0 auto' }}
    >
      <Box
        component="h2"
        id={id}
        sx={{ flex: 1, minWidth: 0, m: 0, font: 'inherit', overflowWrap: 'anywhere' }}
      >
        {children}
      </Box>
      <HelpButton place={help} />
    </DialogTitle>
  )
}
