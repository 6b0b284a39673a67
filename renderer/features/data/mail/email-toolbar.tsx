import SearchIcon from '@mui/icons-material/Search'
import InputAdornment from '@mui/material/InputAdornment'
import MenuItem from '@mui/material/MenuItem'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import { emailOrderSchema, LONGEST_SEARCH, type EmailOrder } from '#shared/domain/data.ts'
import { ariaKeys } from '../../../components/shortcuts.ts'
import { useSearchFocus } from '../../../components/use-search-focus.ts'

type EmailToolbarProps = {
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly order: EmailOrder
  readonly onOrder: (order: EmailOrder) => void
}

export function EmailToolbar({ search, onSearch, order, onOrder }: EmailToolbarProps) {
  const { t } = useTranslation()
  const field = useSearchFocus()
  return (
    <Stack
      direction="row"
      spacing={1}
      sx={{ flexWrap: 'wrap', p: 1, borderBottom: 1, borderColor: 'divider' }}
    >
      <TextField
        type="search"
        inputRef={field}
        value={search}
        onChange={(event) => {
          onSearch(event.target.value)
        }}
        placeholder={t('data.search')}
        slotProps={{
          htmlInput: {
            'aria-label': t('data.search'),
            'aria-keyshortcuts': ariaKeys('search'),
            maxLength: LONGEST_SEARCH,
            spellCheck: false,
          },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" aria-hidden />
              </InputAdornment>
            ),
          },
        }}
        // One row where there is room: the list has little height beside an open e-mail.
        sx={{ flex: '1 1 220px', width: 'auto' }}
      />
      <TextField
        select
        value={order}
        onChange={(event) => {
          onOrder(emailOrderSchema.parse(event.target.value))
        }}
        slotProps={{ select: { inputProps: { 'aria-label': t('data.order') } } }}
        sx={{ width: 'auto', minWidth: 180, flexShrink: 0 }}
      >
        {emailOrderSchema.options.map((each) => (
          <MenuItem key={each} value={each}>
            {t(`data.order.${each}`)}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  )
}
