import { parseDrawing, type DrawingKind } from './drawing-text.ts'
import { FlowLines } from './flow-lines.tsx'
import { ScreenLines } from './screen-lines.tsx'

type DrawingProps = { readonly kind: DrawingKind; readonly text: string }

export function Drawing({ kind, text }: DrawingProps) {
  const { alt, title, lines } = parseDrawing(text)
  return kind === 'screen' ? (
    <ScreenLines alt={alt} title={title} lines={lines} />
  ) : (
    <FlowLines alt={alt} lines={lines} />
  )
}
