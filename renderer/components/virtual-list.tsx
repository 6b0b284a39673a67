/**
 * A list of lines of any height, of which only those in sight are in the page: hundreds of accounts or problems scroll
 * like ten. For lines that hold buttons and open; a table of plain values is a `ListGrid`.
 *
 * It scrolls in itself and takes the height that is left in its column.
 */
import Box from '@mui/material/Box'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type ReactNode } from 'react'

type VirtualListProps<T> = {
  readonly label: string
  readonly items: readonly T[]
  readonly keyOf: (item: T) => string
  /** Pixels, until a line has been measured. */
  readonly estimatedHeight: number
  readonly children: (item: T) => ReactNode
  /** Stands behind the last line. */
  readonly end?: ReactNode
}

const LINES_AROUND = 6

export function VirtualList<T>(props: VirtualListProps<T>) {
  const { label, items, keyOf, estimatedHeight, children, end } = props
  const scroller = useRef<HTMLDivElement>(null)
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoised over it
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedHeight,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    overscan: LINES_AROUND,
  })
  const lines = list.getVirtualItems()
  return (
    <Box ref={scroller} sx={{ flex: 1, minHeight: 120, overflow: 'auto', overflowAnchor: 'none' }}>
      <Box sx={{ position: 'relative' }} style={{ height: list.getTotalSize() }}>
        <Box
          role="list"
          aria-label={label}
          sx={{ position: 'absolute', top: 0, left: 0, width: 1 }}
          style={{ transform: `translateY(${lines[0]?.start ?? 0}px)` }}
        >
          {lines.map(({ index, key }) => {
            const item = items[index]
            return (
              item !== undefined && (
                <Box
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  role="listitem"
                  aria-setsize={items.length}
                  aria-posinset={index + 1}
                  sx={{ borderBottom: 1, borderColor: 'divider' }}
                >
                  {children(item)}
                </Box>
              )
            )
          })}
        </Box>
      </Box>
      {end}
    </Box>
  )
}
