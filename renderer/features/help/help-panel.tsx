/**
 * The help beside the work: beside the screen on a wide window, so that a form can be filled in while its help is read;
 * above it on a narrow one and when a dialog is open, because a dialog keeps the focus of everything below itself.
 */
import BackIcon from '@mui/icons-material/ArrowBack'
import ForwardIcon from '@mui/icons-material/ArrowForward'
import CloseIcon from '@mui/icons-material/Close'
import ContentsIcon from '@mui/icons-material/MenuBookOutlined'
import FullIcon from '@mui/icons-material/OpenInFull'
import Box from '@mui/material/Box'
import Drawer from '@mui/material/Drawer'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import { useTheme } from '@mui/material/styles'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { ariaKeys } from '../../components/shortcuts.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { ArticleView } from './article-view.tsx'
import { helpPath, type HelpAddress } from './articles.ts'
import { HelpContents } from './help-contents.tsx'
import { HelpHits } from './help-hits.tsx'
import { HelpSearchField } from './help-search-field.tsx'
import { closeHelp, goTo, step, type OpenHelp } from './help-store.ts'

const WIDTH = 420

export default function HelpPanel({ open }: { readonly open: OpenHelp }) {
  const { t } = useTranslation()
  const isWide = useMediaQuery(useTheme().breakpoints.up('lg'))
  const panel = useRef<HTMLElement>(null)
  const isBeside = open.mode === 'beside' && isWide
  useFullScreenCloses()
  useShortcut('helpFocus', () => {
    const target = panel.current?.contains(document.activeElement)
      ? document.querySelector('main')
      : panel.current
    if (target instanceof HTMLElement) target.focus()
  })
  if (!isBeside) {
    return (
      <Drawer
        open
        anchor="right"
        onClose={closeHelp}
        // A question mark opens it above the dialog that the question mark is in.
        sx={{ zIndex: (theme) => theme.zIndex.modal + 1 }}
        slotProps={{
          paper: {
            ...{ 'data-help-panel': '', 'aria-label': t('nav.help') },
            sx: { width: WIDTH, maxWidth: '90vw' },
          },
        }}
      >
        <PanelContent open={open} canGoFull={open.mode === 'beside'} />
      </Drawer>
    )
  }
  return (
    <Paper
      component="aside"
      square
      elevation={0}
      ref={panel}
      tabIndex={-1}
      aria-label={t('nav.help')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) closeHelp()
      }}
      sx={{
        ...{ width: WIDTH, flexShrink: 0, borderLeft: 1, borderColor: 'divider', outline: 'none' },
        ...{ display: 'flex', flexDirection: 'column', minHeight: 0 },
      }}
    >
      <PanelContent open={open} canGoFull />
    </Paper>
  )
}

type PanelContentProps = {
  readonly open: OpenHelp
  /** Not above a dialog: leaving the screen would close it, and with it what is not saved. */
  readonly canGoFull: boolean
}

function PanelContent({ open, canGoFull }: PanelContentProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const content = useRef<HTMLElement>(null)
  const address = open.visited[open.index] ?? null
  const go = (next: HelpAddress): void => {
    setText('')
    goTo(next)
  }
  const move = (by: 1 | -1) => () => {
    setText('')
    step(by)
  }
  useShortcut('back', move(-1))
  useShortcut('forward', move(1))
  useEffect(() => {
    // An article takes the focus itself.
    if (address === null) field.current?.focus()
    content.current?.scrollTo(0, 0)
  }, [address])
  return (
    <>
      <Stack
        direction="row"
        sx={{ alignItems: 'center', px: 1.5, py: 1, borderBottom: 1, borderColor: 'divider' }}
      >
        <Typography component="p" sx={{ fontWeight: 600, flex: 1 }}>
          {t('nav.help')}
        </Typography>
        <Tool name={t('help.back')} keys={ariaKeys('back')} isOff={open.index === 0} onClick={move(-1)}>
          <BackIcon fontSize="small" />
        </Tool>
        <Tool
          name={t('help.forward')}
          keys={ariaKeys('forward')}
          isOff={open.index >= open.visited.length - 1}
          onClick={move(1)}
        >
          <ForwardIcon fontSize="small" />
        </Tool>
        <Tool
          name={t('help.contents')}
          onClick={() => {
            go(null)
          }}
        >
          <ContentsIcon fontSize="small" />
        </Tool>
        {canGoFull && (
          <Tool name={t('help.full')} onClick={() => void navigate(helpPath(address))}>
            <FullIcon fontSize="small" />
          </Tool>
        )}
        <Tool name={t('help.close')} keys={ariaKeys('close')} onClick={closeHelp}>
          <CloseIcon fontSize="small" />
        </Tool>
      </Stack>
      <Box sx={{ px: 2, pt: 2 }}>
        <HelpSearchField value={text} onChange={setText} field={field} />
      </Box>
      <Box ref={content} sx={{ flex: 1, minHeight: 0, overflow: 'auto', px: 2, py: 2 }}>
        {text.trim() !== '' && <HelpHits text={text} onGo={go} />}
        {text.trim() === '' &&
          (address === null ? (
            <HelpContents current={null} onGo={go} />
          ) : (
            <ArticleView id={address.article} heading={address.heading} onGo={go} level={2} />
          ))}
      </Box>
    </>
  )
}

type ToolProps = {
  readonly name: string
  readonly keys?: string
  readonly isOff?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function Tool({ name, keys, isOff = false, onClick, children }: ToolProps) {
  return (
    <Tooltip title={isOff ? '' : name} describeChild>
      {/* A button that is off hears no mouse, and its hint would never go. */}
      <span>
        <IconButton
          size="small"
          aria-label={name}
          aria-keyshortcuts={keys}
          disabled={isOff}
          onClick={onClick}
        >
          {children}
        </IconButton>
      </span>
    </Tooltip>
  )
}

/** On the whole screen the help needs no place beside itself. */
function useFullScreenCloses(): void {
  const { pathname } = useLocation()
  const isFull = pathname.startsWith('/help')
  useEffect(() => {
    if (isFull) closeHelp()
  }, [isFull])
}
