/**
 * A button with an icon in a line of a list. Hundreds of them are drawn while somebody scrolls, so it is one element: the
 * hint of the mouse is the browser's own, and only the one that the keyboard has reached draws a tooltip.
 * Rejected: `IconButton` in a `Tooltip`. Six of those cost a line more than everything else in it.
 */
import Tooltip from '@mui/material/Tooltip'
import {
  useState,
  type AriaAttributes,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
import { Link as RouterLink } from 'react-router'

type RowActionProps = Pick<AriaAttributes, 'aria-haspopup' | 'aria-controls'> & {
  /** Of this line: "Delete Exchange 1". */
  readonly label: string
  /** What everybody sees of it: "Delete". */
  readonly hint: string
  readonly children: ReactNode
  readonly disabled?: boolean
} & (
    | { readonly to: string; readonly onClick?: never }
    | { readonly to?: never; readonly onClick: (event: MouseEvent<HTMLElement>) => void }
  )

export function RowAction({ label, hint, children, disabled, to, onClick, ...aria }: RowActionProps) {
  const [reached, setReached] = useState<HTMLElement | null>(null)
  const forget = (): void => {
    setReached(null)
  }
  const shared = {
    ...aria,
    className: 'plain-action',
    'aria-label': label,
    title: hint,
    onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => {
      if (currentTarget.matches(':focus-visible')) setReached(currentTarget)
    },
    onBlur: forget,
    onKeyDown: ({ key }: KeyboardEvent) => {
      if (key === 'Escape') forget()
    },
  }
  return (
    <>
      {to === undefined ? (
        <button
          {...shared}
          type="button"
          disabled={disabled}
          onClick={(event) => {
            forget()
            onClick(event)
          }}
        >
          {children}
        </button>
      ) : (
        <RouterLink {...shared} to={to}>
          {children}
        </RouterLink>
      )}
      {reached && (
        <Tooltip open title={hint} slotProps={{ popper: { anchorEl: reached } }}>
          <span hidden />
        </Tooltip>
      )}
    </>
  )
}
