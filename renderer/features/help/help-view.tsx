import SearchIcon from '@mui/icons-material/Search'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SYNC_RULES } from '#shared/texts/sync-rules.ts'
import { mappingTablesQuery } from '../../api/queries.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { filterRules, filterTables } from './help-filter.ts'
import { MappingTableCard } from './mapping-table-card.tsx'
import { RulesCard } from './rules-card.tsx'

/** What is synchronised: the rules in words, then each kind field by field, all of it searchable. */
export function Component() {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'de' ? 'de' : 'en'
  const [text, setText] = useState('')
  const tables = useQuery(mappingTablesQuery)
  const rules = filterRules(SYNC_RULES, text, language)
  const found = filterTables(tables.data ?? [], text, language)
  return (
    <Page title={t('nav.help')}>
      <TextField
        label={t('help.search')}
        type="search"
        value={text}
        onChange={(event) => {
          setText(event.target.value)
        }}
        sx={{ maxWidth: 360 }}
        slotProps={{
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon fontSize="small" />
              </InputAdornment>
            ),
          },
        }}
      />
      {rules.length > 0 && <RulesCard rules={rules} language={language} />}
      {tables.isPending && <Loading />}
      {tables.isError && <LoadError error={tables.error} onRetry={() => void tables.refetch()} />}
      {found.map((table) => (
        <MappingTableCard key={table.kind} table={table} language={language} />
      ))}
      {tables.isSuccess && rules.length + found.length === 0 && (
        <Typography role="status" color="textSecondary" sx={{ p: 3, textAlign: 'center' }}>
          {t('help.noneFound')}
        </Typography>
      )}
    </Page>
  )
}
