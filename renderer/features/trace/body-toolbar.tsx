import NextIcon from '@mui/icons-material/KeyboardArrowDown'
import PreviousIcon from '@mui/icons-material/KeyboardArrowUp'
import FoldAllIcon from '@mui/icons-material/UnfoldLess'
import UnfoldAllIcon from '@mui/icons-material/UnfoldMore'
import IconButton from '@mui/material/IconButton'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import { CopyButton } from '../../components/copy-button.tsx'
import { ToneIcon } from '../../components/status-chip.tsx'
import { useFormat } from '../../i18n/use-format.ts'

type BodyToolbarProps = {
  readonly body: string
  /** What is to be known about how it is shown. */
  readonly notes: readonly string[]
  readonly wanted: string
  /** Of the match that is shown, from 0. */
  readonly position: number
  readonly matchCount: number
  readonly canFold: boolean
  readonly onSearch: (text: string) => void
  readonly onStep: (by: 1 | -1) => void
  readonly onFold: (what: 'all' | 'nothing') => void
}

/** Search, folding and copying of one body. */
export function BodyToolbar(props: BodyToolbarProps) {
  const { body, notes, wanted, position, matchCount, canFold, onSearch, onStep, onFold } = props
  const { t } = useTranslation()
  const { number } = useFormat()
  const button = (label: string, icon: ReactNode, disabled: boolean, onClick: () => void): ReactNode => (
    <Tooltip title={label}>
      <span>
        <IconButton size="small" aria-label={label} disabled={disabled} onClick={onClick}>
          {icon}
        </IconButton>
      </span>
    </Tooltip>
  )
  const hasNone = matchCount === 0
  return (
    <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
      <TextField
        label={t('exchange.searchBody')}
        type="search"
        value={wanted}
        onChange={(event) => {
          onSearch(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onStep(event.shiftKey ? -1 : 1)
        }}
        sx={{ maxWidth: 240, my: 0.75 }}
      />
      <Typography role="status" variant="caption" color="textSecondary" sx={{ minWidth: 72, px: 1 }}>
        {wanted.trim() !== '' &&
          (hasNone
            ? t('exchange.notFound')
            : t('exchange.match', { n: number(position + 1), all: number(matchCount) }))}
      </Typography>
      {button(t('exchange.previousMatch'), <PreviousIcon fontSize="small" />, hasNone, () => {
        onStep(-1)
      })}
      {button(t('exchange.nextMatch'), <NextIcon fontSize="small" />, hasNone, () => {
        onStep(1)
      })}
      {canFold &&
        button(t('exchange.foldAll'), <FoldAllIcon fontSize="small" />, false, () => {
          onFold('all')
        })}
      {canFold &&
        button(t('exchange.unfoldAll'), <UnfoldAllIcon fontSize="small" />, false, () => {
          onFold('nothing')
        })}
      <CopyButton text={body} label={t('exchange.copyBody')} copied={t('exchange.bodyCopied')} />
      {notes.length > 0 && (
        <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center', ml: 'auto' }}>
          <ToneIcon tone="info" fontSize="inherit" />
          <Typography variant="caption">{notes.join(' ')}</Typography>
        </Stack>
      )}
    </Stack>
  )
}
