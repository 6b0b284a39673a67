import CancelIcon from '@mui/icons-material/CancelOutlined'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import ErrorIcon from '@mui/icons-material/ErrorOutlined'
import HourglassIcon from '@mui/icons-material/HourglassEmpty'
import InfoIcon from '@mui/icons-material/InfoOutlined'
import NeutralIcon from '@mui/icons-material/RemoveCircleOutlined'
import SyncIcon from '@mui/icons-material/Sync'
import WarningIcon from '@mui/icons-material/WarningAmber'
import Chip from '@mui/material/Chip'
import type { SvgIconProps } from '@mui/material/SvgIcon'
import type { ComponentType } from 'react'

/** What a state means to the reader. Never shown by colour alone: each has an icon and stands beside a text. */
export type Tone = 'success' | 'warning' | 'error' | 'info' | 'neutral' | 'running' | 'waiting' | 'cancelled'

type Colour = 'success' | 'warning' | 'error' | 'info' | 'default'

const LOOKS: Record<Tone, { icon: ComponentType<SvgIconProps>; colour: Colour }> = {
  success: { icon: CheckIcon, colour: 'success' },
  warning: { icon: WarningIcon, colour: 'warning' },
  error: { icon: ErrorIcon, colour: 'error' },
  info: { icon: InfoIcon, colour: 'info' },
  neutral: { icon: NeutralIcon, colour: 'default' },
  running: { icon: SyncIcon, colour: 'info' },
  waiting: { icon: HourglassIcon, colour: 'default' },
  cancelled: { icon: CancelIcon, colour: 'default' },
}

type StatusChipProps = {
  readonly tone: Tone
  readonly label: string
  /** Makes the chip a button that opens the details. */
  readonly onClick?: (() => void) | undefined
}

export function StatusChip({ tone, label, onClick }: StatusChipProps) {
  const { icon: Icon, colour } = LOOKS[tone]
  return (
    <Chip
      size="small"
      variant="outlined"
      color={colour}
      icon={<Icon />}
      label={label}
      {...(onClick ? { onClick, clickable: true } : {})}
    />
  )
}

type ToneIconProps = { readonly tone: Tone; readonly fontSize?: 'inherit' | 'medium' }

export function ToneIcon({ tone, fontSize = 'medium' }: ToneIconProps) {
  const { icon: Icon, colour } = LOOKS[tone]
  return <Icon color={colour === 'default' ? 'disabled' : colour} fontSize={fontSize} aria-hidden />
}
