/** One article: Markdown drawn with the components of the application. No HTML in it is ever drawn. */
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useQuery } from '@tanstack/react-query'
import { createContext, use, useEffect, useRef, type ReactNode } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { articleQuery } from './article-source.ts'
import { ARTICLES, type ArticleId, type HelpAddress } from './articles.ts'
import { CodeBlock } from './code-block.tsx'
import { linkTarget } from './link-target.ts'
import { headingAddresses, headingId } from './markdown-headings.ts'
import { useHelpLanguage } from './use-help-language.ts'
import { WebLink } from './web-link.tsx'

type ArticleViewProps = {
  readonly id: ArticleId
  readonly heading: string | null
  readonly onGo: (address: HelpAddress) => void
  /** The screen has the title already. */
  readonly level: 1 | 2
}

type Place = { readonly article: ArticleId; readonly onGo: (address: HelpAddress) => void }
const PlaceContext = createContext<Place | null>(null)

export function ArticleView({ id, heading, onGo, level }: ArticleViewProps) {
  const language = useHelpLanguage()
  const text = useQuery(articleQuery(id, language))
  const root = useRef<HTMLElement>(null)
  const isShown = text.data !== undefined
  useEffect(() => {
    if (!isShown) return
    // One frame later: above a dialog the help takes the focus over only when all of it is there.
    const frame = requestAnimationFrame(() => {
      const wanted =
        heading === null ? null : root.current?.querySelector(`#${CSS.escape(headingId(heading))}`)
      const target = wanted ?? root.current?.querySelector('[data-article-title]')
      target?.scrollIntoView({ block: 'start' })
      // Whoever went here reads on from here; a search that is being emptied keeps the focus.
      const isSearching = document.activeElement?.getAttribute('role') === 'searchbox'
      if (target instanceof HTMLElement && !isSearching) target.focus({ preventScroll: true })
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [isShown, id, heading])
  return (
    <Typography
      component="article"
      ref={root}
      aria-label={ARTICLES[id].title[language]}
      sx={{ maxWidth: '80ch', userSelect: 'text', minWidth: 0, '& li': { mb: 0.5 } }}
    >
      <Typography
        variant={level === 1 ? 'h1' : 'h2'}
        component="h2"
        tabIndex={-1}
        data-article-title
        sx={{ outline: 'none', mb: 2, overflowWrap: 'anywhere', scrollMarginTop: 16 }}
      >
        {ARTICLES[id].title[language]}
      </Typography>
      {text.isPending && <Loading />}
      {text.isError && <LoadError error={text.error} onRetry={() => void text.refetch()} />}
      {text.data !== undefined && (
        <PlaceContext value={{ article: id, onGo }}>
          <Markdown remarkPlugins={PLUGINS} components={COMPONENTS} skipHtml>
            {text.data}
          </Markdown>
        </PlaceContext>
      )}
    </Typography>
  )
}

const PLUGINS = [remarkGfm, headingAddresses]

const COMPONENTS: Components = {
  h2: ({ id, children }) => <Heading {...{ id, children }} variant="h2" component="h3" />,
  h3: ({ id, children }) => <Heading {...{ id, children }} variant="h3" component="h4" />,
  p: ({ children }) => <Typography sx={{ my: 1.5 }}>{children}</Typography>,
  a: ({ href = '', children }) => <ArticleLink href={href}>{children}</ArticleLink>,
  pre: ({ children }) => <>{children}</>,
  code: ({ className, children }) => <CodeBlock className={className}>{children}</CodeBlock>,
  table: ({ children }) => (
    <TableContainer sx={{ my: 2 }}>
      <Table size="small">{children}</Table>
    </TableContainer>
  ),
  thead: ({ children }) => <TableHead>{children}</TableHead>,
  tbody: ({ children }) => <TableBody>{children}</TableBody>,
  tr: ({ children }) => <TableRow>{children}</TableRow>,
  th: ({ children }) => <TableCell sx={{ fontWeight: 600 }}>{children}</TableCell>,
  td: ({ children }) => (
    <TableCell
      sx={{
        overflowWrap: 'anywhere',
        verticalAlign: 'top',
        minWidth: 96,
        // What a row is about stays one word, however narrow the help is.
        '&:first-of-type': { overflowWrap: 'break-word' },
      }}
    >
      {children}
    </TableCell>
  ),
}

type HeadingProps = {
  readonly id: string | undefined
  readonly children: ReactNode
  readonly variant: 'h2' | 'h3'
  readonly component: 'h3' | 'h4'
}

function Heading({ id, children, variant, component }: HeadingProps) {
  return (
    <Typography
      {...{ id, variant, component }}
      tabIndex={-1}
      sx={{ mt: variant === 'h2' ? 4 : 3, mb: 1, scrollMarginTop: 16, outline: 'none' }}
    >
      {children}
    </Typography>
  )
}

function ArticleLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const place = use(PlaceContext)
  const target = linkTarget(href, place?.article ?? 'start')
  if (target.kind === 'web') return <WebLink url={target.url}>{children}</WebLink>
  return (
    <Link
      component="button"
      type="button"
      onClick={() => place?.onGo(target.address)}
      sx={{ verticalAlign: 'baseline', textAlign: 'start', font: 'inherit' }}
    >
      {children}
    </Link>
  )
}
