import { Canvas, DRAWING_WIDTH, sum } from './canvas.tsx'
import type { DrawingLine } from './drawing-text.ts'

const BOX = 50
const ARROW = 38
const MIDDLE = 60

type FlowLinesProps = { readonly alt: string; readonly lines: readonly DrawingLine[] }

/** Who talks to whom, from top to bottom: readable in the narrow help beside the work. */
export function FlowLines({ alt, lines }: FlowLinesProps) {
  const heights = lines.map((line) => (isArrow(line) ? ARROW : BOX))
  const drawn = lines.map((line, index) => {
    const { kind, label, value } = line
    const top = 1 + sum(heights.slice(0, index))
    return isArrow(line) ? (
      <g key={index}>
        <path
          className="line"
          d={`M${MIDDLE} ${top + 3} v${ARROW - 8} m-5 -6 l5 6 l5 -6${kind === 'arrows' ? back(top) : ''}`}
        />
        <text x={MIDDLE + 16} y={top + ARROW / 2 + 5}>
          {label}
        </text>
      </g>
    ) : (
      <g key={index}>
        <rect className="frame" x={1} y={top} width={DRAWING_WIDTH - 2} height={BOX} rx={6} />
        <rect className="main" x={1} y={top} width={6} height={BOX} rx={3} />
        <text className="strong" x={20} y={value === null ? top + 30 : top + 21}>
          {label}
        </text>
        {value !== null && (
          <text className="quiet" x={20} y={top + 38}>
            {value}
          </text>
        )}
      </g>
    )
  })
  return (
    <Canvas alt={alt} height={2 + sum(heights)}>
      {drawn}
    </Canvas>
  )
}

function isArrow({ kind }: DrawingLine): boolean {
  return kind === 'arrow' || kind === 'arrows'
}

/** The point at the beginning of an arrow. */
function back(top: number): string {
  return ` M${MIDDLE - 5} ${top + 9} l5 -6 l5 6`
}
