import type { ReactNode } from 'react'
import { Canvas, DRAWING_WIDTH, Mark, sum } from './canvas.tsx'
import type { DrawingLine } from './drawing-text.ts'

const LEFT = 16
const RIGHT = DRAWING_WIDTH - 16
const BAR = 32
/** Marks stand in a column of their own at the right. */
const WIDTH = RIGHT - LEFT - 26

const HEIGHTS = { field: 48, copy: 48, radio: 26, check: 26, button: 42, note: 26, row: 26 } as const
type ScreenLine = keyof typeof HEIGHTS

type ScreenLinesProps = {
  readonly alt: string
  readonly title: string
  readonly lines: readonly DrawingLine[]
}

/** A page with its fields, as one meets it on an administration website. */
export function ScreenLines({ alt, title, lines }: ScreenLinesProps) {
  const heights = lines.map(({ kind }) => HEIGHTS[kind as ScreenLine])
  const drawn = lines.map((line, index) => {
    const top = BAR + 12 + sum(heights.slice(0, index))
    const height = HEIGHTS[line.kind as ScreenLine]
    return (
      <g key={index}>
        {drawLine(line, top)}
        {line.mark !== null && <Mark x={RIGHT - 9} y={top + height / 2} text={line.mark} />}
      </g>
    )
  })
  const height = BAR + 22 + sum(heights)
  return (
    <Canvas alt={alt} height={height}>
      <rect className="frame" x={0.5} y={0.5} width={DRAWING_WIDTH - 1} height={height - 1} rx={6} />
      <rect className="bar" x={1} y={1} width={DRAWING_WIDTH - 2} height={BAR} rx={5} />
      <text className="strong" x={LEFT} y={21}>
        {title}
      </text>
      {drawn}
    </Canvas>
  )
}

function drawLine({ kind, label, value }: DrawingLine, y: number): ReactNode {
  switch (kind) {
    case 'field':
    case 'copy':
      return (
        <>
          <text className="quiet" x={LEFT} y={y + 10}>
            {label}
          </text>
          <rect className="line" x={LEFT} y={y + 15} width={WIDTH} height={25} rx={3} />
          <text x={LEFT + 8} y={y + 32}>
            {value ?? ''}
          </text>
          {kind === 'copy' && <CopySign x={LEFT + WIDTH - 20} y={y + 20} />}
        </>
      )
    case 'radio':
    case 'check': {
      const isChosen = value !== null
      return (
        <>
          {kind === 'radio' ? (
            <circle className="line" cx={LEFT + 7} cy={y + 12} r={6} />
          ) : (
            <rect className="line" x={LEFT + 1} y={y + 6} width={12} height={12} rx={2} />
          )}
          {isChosen && kind === 'radio' && <circle className="main" cx={LEFT + 7} cy={y + 12} r={3.2} />}
          {isChosen && kind === 'check' && (
            <path className="line" d={`M${LEFT + 3} ${y + 12} l3 3 l5 -6`} strokeWidth={2} />
          )}
          <text x={LEFT + 22} y={y + 16}>
            {label}
          </text>
        </>
      )
    }
    case 'button':
      return (
        <>
          <rect className="main" x={LEFT} y={y + 6} width={label.length * 7 + 24} height={28} rx={4} />
          <text className="onMain" x={LEFT + 12} y={y + 24}>
            {label}
          </text>
        </>
      )
    case 'row':
      return (
        <>
          <text x={LEFT} y={y + 16}>
            {label}
          </text>
          <text className="quiet" x={LEFT + WIDTH} y={y + 16} textAnchor="end">
            {value ?? ''}
          </text>
          <path className="line" d={`M${LEFT} ${y + 24} h${WIDTH}`} strokeOpacity={0.25} />
        </>
      )
    default:
      return (
        <text className="quiet" x={LEFT} y={y + 16}>
          {label}
        </text>
      )
  }
}

function CopySign({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <>
      <rect className="line" x={x} y={y} width={9} height={11} rx={1.5} />
      <rect className="line" x={x + 4} y={y + 4} width={9} height={11} rx={1.5} />
    </>
  )
}
