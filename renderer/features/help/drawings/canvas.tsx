import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** Units of a drawing; about as wide as the help beside the work. */
export const DRAWING_WIDTH = 460

type CanvasProps = { readonly alt: string; readonly height: number; readonly children: ReactNode }

/** A drawing in the colours of the theme; in high contrast the text colour alone carries it. */
export function Canvas({ alt, height, children }: CanvasProps) {
  return (
    <Box
      component="svg"
      role="img"
      aria-label={alt}
      viewBox={`0 0 ${DRAWING_WIDTH} ${height}`}
      sx={{
        ...{ display: 'block', width: '100%', maxWidth: 560, height: 'auto', my: 2 },
        ...{ color: 'text.primary', fontFamily: 'fontFamily' },
        '& text': { fill: 'currentColor', fontSize: 12.5 },
        '& .quiet': { fill: 'var(--mui-palette-text-secondary)', fontSize: 11 },
        '& .strong': { fontWeight: 600 },
        '& .frame': {
          fill: 'var(--mui-palette-background-paper)',
          stroke: 'currentColor',
          strokeOpacity: 0.4,
        },
        '& .bar': { fill: 'var(--mui-palette-action-selected)' },
        '& .line': { fill: 'none', stroke: 'currentColor', strokeOpacity: 0.7, strokeWidth: 1.3 },
        '& .main': { fill: 'var(--mui-palette-primary-main)' },
        '& .onMain': { fill: 'var(--mui-palette-primary-contrastText)', fontWeight: 600 },
        '@media (forced-colors: active)': {
          '& .frame, & .bar, & .main': { fill: 'Canvas', stroke: 'CanvasText', strokeOpacity: 1 },
          '& text, & .quiet, & .onMain': { fill: 'CanvasText' },
        },
      }}
    >
      {children}
    </Box>
  )
}

/** The number of a step of the text. */
export function Mark({ x, y, text }: { readonly x: number; readonly y: number; readonly text: string }) {
  return (
    <>
      <circle className="main" cx={x} cy={y} r={9} />
      <text className="onMain" x={x} y={y + 4} textAnchor="middle">
        {text}
      </text>
    </>
  )
}

/** Of heights. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}
