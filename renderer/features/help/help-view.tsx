/** The help on the whole screen: search, contents and one article. Its address is the route's, so every article and heading has one. */
import BackIcon from '@mui/icons-material/ArrowBack'
import ForwardIcon from '@mui/icons-material/ArrowForward'
import ContentsIcon from '@mui/icons-material/MenuBookOutlined'
import KeyboardIcon from '@mui/icons-material/KeyboardOutlined'
import StepsIcon from '@mui/icons-material/ChecklistOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import { useTheme } from '@mui/material/styles'
import Tooltip from '@mui/material/Tooltip'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useLocation, useNavigate, useParams } from 'react-router'
import { Page } from '../../components/page.tsx'
import { ariaKeys } from '../../components/shortcuts.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { ArticleView } from './article-view.tsx'
import { helpPath, isArticleId, type HelpAddress } from './articles.ts'
import { HelpContents } from './help-contents.tsx'
import { HelpHits } from './help-hits.tsx'
import { HelpSearchField } from './help-search-field.tsx'
import { openShortcuts } from './shortcuts-store.ts'

const CONTENTS_WIDTH = 250

export function Component() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { article } = useParams()
  const { hash } = useLocation()
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const id = isArticleId(article) ? article : 'start'
  const isSearching = text.trim() !== ''
  // Where there is room for one of them alone, the contents are a place of their own.
  const isWide = useMediaQuery(useTheme().breakpoints.up('md'))
  const isReading = isArticleId(article) && !isSearching
  const go = (address: HelpAddress): void => {
    setText('')
    void navigate(helpPath(address))
  }
  const back = () => void navigate(-1)
  const forward = () => void navigate(1)
  useShortcut('back', back)
  useShortcut('forward', forward)
  useShortcut('search', () => field.current?.focus())
  return (
    <Page
      title={t('nav.help')}
      fillsWindow
      actions={
        <>
          {!isWide && isReading && (
            <Button component={RouterLink} to="/help" startIcon={<ContentsIcon />}>
              {t('help.contents')}
            </Button>
          )}
          <Button component={RouterLink} to="/first-steps" startIcon={<StepsIcon />}>
            {t('firstSteps.title')}
          </Button>
          <Button
            startIcon={<KeyboardIcon />}
            aria-keyshortcuts={ariaKeys('shortcuts')}
            onClick={openShortcuts}
          >
            {t('shortcuts.title')}
          </Button>
          <Tooltip title={t('help.back')} describeChild={false}>
            <IconButton onClick={back} aria-keyshortcuts={ariaKeys('back')}>
              <BackIcon />
            </IconButton>
          </Tooltip>
          <Tooltip title={t('help.forward')} describeChild={false}>
            <IconButton onClick={forward} aria-keyshortcuts={ariaKeys('forward')}>
              <ForwardIcon />
            </IconButton>
          </Tooltip>
        </>
      }
    >
      <Box sx={{ display: 'flex', gap: 3, flex: 1, minHeight: 0 }}>
        {(isWide || !isReading) && (
          <Stack spacing={1} sx={{ width: { xs: '100%', md: CONTENTS_WIDTH }, flexShrink: 0, minHeight: 0 }}>
            <HelpSearchField value={text} onChange={setText} field={field} />
            <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
              {!isWide && isSearching ? (
                <HelpHits text={text} onGo={go} />
              ) : (
                <HelpContents current={isSearching ? null : id} onGo={go} />
              )}
            </Box>
          </Stack>
        )}
        {(isWide || isReading) && (
          <Box sx={{ flex: 1, minWidth: 0, overflow: 'auto', px: 1, pb: 2 }}>
            {isSearching ? (
              <HelpHits text={text} onGo={go} />
            ) : (
              <ArticleView id={id} heading={hash === '' ? null : hash.slice(1)} onGo={go} level={1} />
            )}
          </Box>
        )}
      </Box>
    </Page>
  )
}
