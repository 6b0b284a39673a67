import ClearIcon from '@mui/icons-material/Clear'
import SearchIcon from '@mui/icons-material/Search'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { ariaKeys } from '../../components/shortcuts.ts'

type HelpSearchFieldProps = {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly field: RefObject<HTMLInputElement | null>
}

export function HelpSearchField({ value, onChange, field }: HelpSearchFieldProps) {
  const { t } = useTranslation()
  return (
    <TextField
      label={t('help.search')}
      value={value}
      inputRef={field}
      onChange={(event) => {
        onChange(event.target.value)
      }}
      onKeyDown={(event) => {
        // The first Escape empties the search, the next one closes the help.
        if (event.key !== 'Escape' || value === '') return
        event.stopPropagation()
        onChange('')
      }}
      slotProps={{
        htmlInput: { role: 'searchbox', 'aria-keyshortcuts': ariaKeys('search'), spellCheck: false },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: value !== '' && (
            <InputAdornment position="end">
              <IconButton
                size="small"
                edge="end"
                aria-label={t('action.clear')}
                onClick={() => {
                  onChange('')
                  field.current?.focus()
                }}
              >
                <ClearIcon fontSize="small" />
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  )
}
