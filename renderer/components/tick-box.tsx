/** The box of a line of a grid, in the place of MUI's `Checkbox`, which costs as much as the cells beside it. */
import type { GridSlotProps } from '@mui/x-data-grid'
import { useEffect, useRef } from 'react'

type TickBoxProps = GridSlotProps['baseCheckbox']

export function TickBox(props: TickBoxProps) {
  const { checked, indeterminate = false, disabled, tabIndex, slotProps, className } = props
  const { onChange, onClick, onKeyDown, onMouseDown } = props
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate
  }, [indeterminate])
  return (
    <input
      ref={input}
      type="checkbox"
      {...slotProps?.htmlInput}
      {...{ onChange, onClick, onKeyDown, onMouseDown, tabIndex, disabled }}
      className={`plain-tick ${className ?? ''}`}
      checked={checked ?? false}
    />
  )
}
