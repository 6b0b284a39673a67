/**
 * An icon of MUI as one plain element. A line of the long lists has eleven of them, and `SvgIcon` looks for its styles
 * anew with each: that cost a line more than all of its texts.
 *
 * The drawing is taken out of MUI's icon once, when the program loads. Rejected: a second set of icons, which would look
 * different; `<use>`, whose shadow tree costs what is saved.
 */
import { memo, type ComponentType, type ReactElement, type ReactNode } from 'react'
import type { SvgIconProps } from '@mui/material/SvgIcon'

export type PlainIconProps = {
  /** `small`: 20 pixels, `medium`: 24; `inherit`: as high as the text. */
  readonly size?: 'small' | 'medium' | 'inherit'
  /** What it says; without, it says nothing that does not stand beside it. */
  readonly title?: string
  /** A class of `plain-styles.ts`. */
  readonly className?: string
}

export function plainIcon(Icon: ComponentType<SvgIconProps>): ComponentType<PlainIconProps> {
  const drawing = drawingOf(Icon)
  return memo(function PlainIcon({ size = 'small', title, className = '' }: PlainIconProps) {
    return (
      <svg
        className={`plain-icon is-${size} ${className}`}
        viewBox="0 0 24 24"
        {...(title === undefined ? { 'aria-hidden': true } : { role: 'img' })}
      >
        {drawing}
        {title !== undefined && <title>{title}</title>}
      </svg>
    )
  })
}

/** What MUI makes of an icon: a `memo` of a `forwardRef` that draws its children in an `SvgIcon`. */
type IconOfMui = {
  readonly type: {
    readonly render: (props: object, ref: null) => ReactElement<{ readonly children: ReactNode }>
  }
}

/** @throws where MUI makes its icons in another way than it did */
export function drawingOf(Icon: ComponentType<SvgIconProps>): ReactNode {
  return (Icon as unknown as IconOfMui).type.render({}, null).props.children
}
