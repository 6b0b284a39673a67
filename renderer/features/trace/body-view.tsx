/**
 * A body to be read: XML as a tree of lines that can be folded, everything else as plain text, both searchable. Only
 * the lines in sight are in the page, so half a megabyte scrolls like a short answer.
 *
 * Text is only ever handed to React as text: markup in a body is shown, never rendered.
 */
import Box from '@mui/material/Box'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bodyLines, foldedAtFirst } from './body-lines.ts'
import { BodyLineRow, LINE_HEIGHT } from './body-line-row.tsx'
import { BodyToolbar } from './body-toolbar.tsx'
import { allFolded, findInLines, unfoldedTo, visibleLines } from './search-lines.ts'

type BodyViewProps = {
  readonly body: string
  /** Whether only the beginning was kept. */
  readonly isCut: boolean
  readonly label: string
  /** Whether it takes the room that is left, in a column that fills the window; else it has a height of its own. */
  readonly fills: boolean
}

const OWN_HEIGHT = 320
const LEAST_HEIGHT = 120
const LINES_AROUND = 20

export function BodyView({ body, isCut, label, fills }: BodyViewProps) {
  const { t } = useTranslation()
  const reading = useMemo(() => bodyLines(body, isCut ? 'cut' : 'whole'), [body, isCut])
  const { lines, kind } = reading
  const [wanted, setWanted] = useState('')
  const [current, setCurrent] = useState(0)
  const [folded, setFolded] = useState(() => foldedAtFirst(lines))
  const visible = useMemo(() => visibleLines(lines, folded), [lines, folded])
  const found = useMemo(() => findInLines(lines, wanted), [lines, wanted])
  const scroller = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised over it
  const list = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: LINES_AROUND,
  })

  const show = (matches: readonly number[], position: number): void => {
    const target = matches[position]
    setCurrent(position)
    if (target === undefined) return
    const unfolded = unfoldedTo(lines, folded, target)
    setFolded(unfolded)
    const offset = visibleLines(lines, unfolded).indexOf(target) * LINE_HEIGHT
    requestAnimationFrame(() => {
      const element = scroller.current
      if (element) element.scrollTop = Math.max(0, offset - element.clientHeight / 2)
    })
  }
  const step = (by: 1 | -1): void => {
    if (found.length > 0) show(found, (current + by + found.length) % found.length)
  }

  const notes = [isCut && t('exchange.bodyCut'), kind === 'text' && t('exchange.noXml')].filter(
    (note) => note !== false,
  )

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1, ...(fills && { flex: 1, minHeight: 0 }) }}>
      <BodyToolbar
        body={body}
        notes={notes}
        wanted={wanted}
        position={current}
        matchCount={found.length}
        canFold={kind === 'xml'}
        onSearch={(text) => {
          setWanted(text)
          show(findInLines(lines, text), 0)
        }}
        onStep={step}
        onFold={(what) => {
          setFolded(what === 'all' ? allFolded(lines) : new Set())
        }}
      />
      <Box
        ref={scroller}
        role="region"
        aria-label={label}
        tabIndex={0}
        sx={{
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          p: 1,
          typography: 'body2',
          fontFamily: 'monospace',
          userSelect: 'text',
          ...(fills ? { flex: 1, minHeight: LEAST_HEIGHT } : { maxHeight: OWN_HEIGHT }),
        }}
      >
        <Box sx={{ position: 'relative', minWidth: 'max-content' }} style={{ height: list.getTotalSize() }}>
          <Box sx={{ minWidth: 'max-content' }} style={{ paddingTop: list.getVirtualItems()[0]?.start ?? 0 }}>
            {list.getVirtualItems().map(({ index }) => {
              const at = visible[index] ?? 0
              const line = lines[at]
              if (!line) return null
              return (
                <BodyLineRow
                  key={at}
                  line={line}
                  isFolded={folded.has(at)}
                  isCurrent={found[current] === at}
                  wanted={wanted}
                  onToggle={() => {
                    const next = new Set(folded)
                    if (!next.delete(at)) next.add(at)
                    setFolded(next)
                  }}
                />
              )
            })}
          </Box>
        </Box>
      </Box>
    </Box>
  )
}
