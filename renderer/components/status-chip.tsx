import CancelIcon from '@mui/icons-material/CancelOutlined'
import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import ErrorIcon from '@mui/icons-material/ErrorOutlined'
import HourglassIcon from '@mui/icons-material/HourglassEmpty'
import InfoIcon from '@mui/icons-material/InfoOutlined'
import NeutralIcon from '@mui/icons-material/RemoveCircleOutlined'
import SyncIcon from '@mui/icons-material/Sync'
import WarningIcon from '@mui/icons-material/WarningAmber'
import type { ComponentType } from 'react'
import { plainIcon, type PlainIconProps } from './plain-icon.tsx'

/** What a state means to the reader. Never shown by colour alone: each has an icon and stands beside a text. */
export type Tone = 'success' | 'warning' | 'error' | 'info' | 'neutral' | 'running' | 'waiting' | 'cancelled'

type Colour = 'success' | 'warning' | 'error' | 'info' | 'default'

const LOOKS: Record<Tone, { icon: ComponentType<PlainIconProps>; colour: Colour }> = {
  success: { icon: plainIcon(CheckIcon), colour: 'success' },
  warning: { icon: plainIcon(WarningIcon), colour: 'warning' },
  error: { icon: plainIcon(ErrorIcon), colour: 'error' },
  info: { icon: plainIcon(InfoIcon), colour: 'info' },
  neutral: { icon: plainIcon(NeutralIcon), colour: 'default' },
  running: { icon: plainIcon(SyncIcon), colour: 'info' },
  waiting: { icon: plainIcon(HourglassIcon), colour: 'default' },
  cancelled: { icon: plainIcon(CancelIcon), colour: 'default' },
}

type StatusChipProps = {
  readonly tone: Tone
  readonly label: string
  /** Makes the chip a button that opens the details. */
  readonly onClick?: (() => void) | undefined
}

/** As MUI's outlined `Chip`, of plain elements: the lines of long lists have three each. */
export function StatusChip({ tone, label, onClick }: StatusChipProps) {
  const { icon: Icon, colour } = LOOKS[tone]
  const className = `plain-chip tone-${colour}`
  const content = (
    <>
      <Icon size="inherit" />
      <span>{label}</span>
    </>
  )
  return onClick ? (
    <button type="button" className={className} onClick={onClick}>
      {content}
    </button>
  ) : (
    <span className={className}>{content}</span>
  )
}

type ToneIconProps = { readonly tone: Tone; readonly fontSize?: 'inherit' | 'medium' }

export function ToneIcon({ tone, fontSize = 'medium' }: ToneIconProps) {
  const { icon: Icon, colour } = LOOKS[tone]
  return <Icon size={fontSize} className={`tone-${colour}`} />
}
