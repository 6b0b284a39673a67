import Box from '@mui/material/Box'

type PlainTextProps = {
  /** What it is, for whoever hears it. */
  readonly label: string
  readonly text: string
  /** Its frame and its letters; without a frame it is part of what is around it. */
  readonly look?: 'framed' | 'code' | 'bare'
  /** Not in the language of the window. */
  readonly isForeign?: boolean
  readonly sx?: Readonly<Record<string, string | number>>
}

/** A text as it was written, to be read, scrolled and copied. */
export function PlainText({ label, text, look = 'framed', isForeign = false, sx = {} }: PlainTextProps) {
  return (
    <Box
      component="section"
      tabIndex={0}
      aria-label={label}
      translate={isForeign ? 'no' : undefined}
      sx={{
        ...{ m: 0, p: 1, overflow: 'auto', typography: 'body2', userSelect: 'text' },
        ...{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
        ...(look !== 'bare' && { border: 1, borderColor: 'divider', borderRadius: 1 }),
        ...sx,
        ...(look === 'code' && { fontFamily: 'monospace' }),
      }}
    >
      {text}
    </Box>
  )
}
