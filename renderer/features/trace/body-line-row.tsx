import ExpandIcon from '@mui/icons-material/ChevronRight'
import FoldIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import { useTranslation } from 'react-i18next'
import type { BodyLine, PartKind } from './body-lines.ts'
import { marked } from './search-lines.ts'

/** Pixels of every line; the list knows where each one is without measuring. */
export const LINE_HEIGHT = 20

/** Deeper lines stand where these stand: what is nested without end would leave the window. */
const DEEPEST_INDENT = 40

const COLOURS: Readonly<Record<PartKind, string>> = {
  markup: 'text.secondary',
  name: 'primary.main',
  attribute: 'secondary.main',
  value: 'text.primary',
  text: 'text.primary',
  comment: 'text.secondary',
}

type BodyLineRowProps = {
  readonly line: BodyLine
  readonly isFolded: boolean
  /** The match on which the search stands. */
  readonly isCurrent: boolean
  readonly wanted: string
  readonly onToggle: () => void
}

/** One line of a body, with the button that folds the element which begins here. */
export function BodyLineRow({ line, isFolded, isCurrent, wanted, onToggle }: BodyLineRowProps) {
  const { t } = useTranslation()
  const name = line.parts.find(({ kind }) => kind === 'name')?.text ?? ''
  return (
    <Box
      data-current={isCurrent || undefined}
      sx={{
        display: 'flex',
        height: LINE_HEIGHT,
        whiteSpace: 'pre',
        bgcolor: isCurrent ? 'action.selected' : undefined,
        '& mark': { bgcolor: 'warning.light', color: 'common.black' },
      }}
    >
      <Box sx={{ width: LINE_HEIGHT, flexShrink: 0 }} style={{ marginLeft: indentOf(line) }}>
        {line.end !== null && (
          <IconButton
            aria-expanded={!isFolded}
            aria-label={t(isFolded ? 'exchange.unfoldOf' : 'exchange.foldOf', { name })}
            onClick={onToggle}
            sx={{ p: 0, width: LINE_HEIGHT, height: LINE_HEIGHT }}
          >
            {isFolded ? <ExpandIcon fontSize="inherit" /> : <FoldIcon fontSize="inherit" />}
          </IconButton>
        )}
      </Box>
      <span>
        {line.parts.map(({ kind, text }, index) => (
          <Box key={index} component="span" sx={{ color: COLOURS[kind] }}>
            {marked(text, wanted).map((piece, at) =>
              piece.isFound ? <mark key={at}>{piece.text}</mark> : piece.text,
            )}
          </Box>
        ))}
        {isFolded && (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {line.isCut ? '…' : `…</${name}>`}
          </Box>
        )}
      </span>
    </Box>
  )
}

function indentOf({ depth }: BodyLine): string {
  return `${String(Math.min(depth, DEEPEST_INDENT) * 2)}ch`
}
