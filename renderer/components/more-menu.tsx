import MoreIcon from '@mui/icons-material/MoreVert'
import IconButton from '@mui/material/IconButton'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tooltip from '@mui/material/Tooltip'
import { useId, useState, type ReactNode } from 'react'

export type MoreMenuItem = {
  readonly label: string
  readonly disabled?: boolean
  /** Why it cannot be chosen, where that is for good. */
  readonly reason?: ReactNode
  readonly onChoose: () => void
}

type MoreMenuProps = { readonly label: string; readonly items: readonly MoreMenuItem[] }

/** What is wanted less often, behind three dots. */
export function MoreMenu({ label: title, items }: MoreMenuProps) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = (): void => {
    setAnchor(null)
  }
  return (
    <>
      <Tooltip title={title}>
        <IconButton
          aria-label={title}
          aria-haspopup="menu"
          aria-controls={anchor ? id : undefined}
          aria-expanded={anchor !== null}
          onClick={(event) => {
            setAnchor(event.currentTarget)
          }}
        >
          <MoreIcon />
        </IconButton>
      </Tooltip>
      <Menu id={id} anchorEl={anchor} open={anchor !== null} onClose={close}>
        {items.map(({ label, disabled = false, reason, onChoose }) => (
          <MenuItem
            key={label}
            disabled={disabled || Boolean(reason)}
            onClick={() => {
              close()
              onChoose()
            }}
          >
            {reason ? <ListItemText primary={label} secondary={reason} /> : label}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
