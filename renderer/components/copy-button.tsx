import CopyIcon from '@mui/icons-material/ContentCopy'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { settled } from '../api/unwrap.ts'
import { useFeedback } from './feedback.ts'

type CopyButtonProps = {
  readonly text: string
  /** What it does, for example "Copy command". */
  readonly label: string
  /** What is said when it is done. */
  readonly copied: string
}

/** Puts a text into the clipboard, through main: the sandboxed window may not touch it. */
export function CopyButton({ text, label, copied }: CopyButtonProps) {
  const { done, failed } = useFeedback()
  const copy = async (): Promise<void> => {
    const answer = await settled(window.api.app.copy({ text }))
    if (answer.ok) done(copied)
    else failed(answer.error)
  }
  return (
    <Tooltip title={label}>
      <IconButton size="small" aria-label={label} onClick={() => void copy()}>
        <CopyIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  )
}
