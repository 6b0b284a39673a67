import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../components/copy-button.tsx'
import { Drawing } from './drawings/drawing.tsx'
import { DRAWINGS } from './drawings/drawing-text.ts'
import { ARTICLE_PARTS } from './article-parts.ts'
import { ArticlePart } from './article-part.tsx'

type CodeBlockProps = { readonly className: string | undefined; readonly children: ReactNode }

/** What stands between signs of code: a word, a command to be copied, a drawing, or a part drawn from the product. */
export function CodeBlock({ className, children }: CodeBlockProps) {
  const { t } = useTranslation()
  const text = typeof children === 'string' ? children.replace(/\n$/, '') : ''
  const language = /language-([\w-]+)/.exec(className ?? '')?.[1]
  if (language === undefined && !text.includes('\n')) {
    return (
      <Box component="code" sx={{ fontFamily: 'monospace', fontSize: '0.95em', overflowWrap: 'anywhere' }}>
        {children}
      </Box>
    )
  }
  const drawing = DRAWINGS.find((each) => each === language)
  if (drawing) return <Drawing kind={drawing} text={text} />
  const part = language === 'part' ? ARTICLE_PARTS.find((each) => each === text.trim()) : undefined
  if (part) return <ArticlePart name={part} />
  return (
    <Paper
      variant="outlined"
      component="figure"
      sx={{ display: 'flex', alignItems: 'flex-start', m: 0, my: 2, p: 1, bgcolor: 'background.default' }}
    >
      <Box
        component="pre"
        tabIndex={0}
        sx={{
          ...{ flex: 1, minWidth: 0, m: 0, overflow: 'auto', fontFamily: 'monospace', fontSize: '0.9rem' },
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        <code>{text}</code>
      </Box>
      <CopyButton text={text} label={t('powerShell.copy')} copied={t('powerShell.copied')} />
    </Paper>
  )
}
