/** The colours of FullCalendar's theme, from ours: both are variables, so dark mode and contrast follow by themselves. */
import type { SystemStyleObject } from '@mui/system'
import type { Theme } from '@mui/material/styles'

type Colours = SystemStyleObject<Theme>

const palette = (path: string): string => `var(--mui-palette-${path})`

export const CALENDAR_COLOURS: Colours = {
  '--fc-classic-primary': palette('primary-main'),
  '--fc-classic-primary-foreground': palette('primary-contrastText'),
  '--fc-classic-event': palette('primary-main'),
  '--fc-classic-event-contrast': palette('primary-contrastText'),
  '--fc-classic-background': palette('background-paper'),
  '--fc-classic-foreground': palette('text-primary'),
  '--fc-classic-muted-foreground': palette('text-secondary'),
  '--fc-classic-faint-foreground': palette('text-secondary'),
  '--fc-classic-border': palette('divider'),
  '--fc-classic-strong-border': palette('divider'),
  '--fc-classic-faint': palette('action-hover'),
  '--fc-classic-muted': palette('action-selected'),
  '--fc-classic-strong': palette('action-focus'),
  '--fc-classic-today': palette('action-selected'),
  '--fc-classic-now': palette('error-main'),
  fontSize: '0.8125rem',
  '& .event-absence': {
    '--fc-classic-event': palette('warning-main'),
    '--fc-classic-event-contrast': palette('warning-contrastText'),
  },
}
