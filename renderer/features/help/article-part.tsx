import Stack from '@mui/material/Stack'
import { useQuery } from '@tanstack/react-query'
import { mappingTablesQuery } from '../../api/queries.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { ShortcutList } from '../../components/shortcut-list.tsx'
import type { ArticlePartName } from './article-parts.ts'
import { MappingTableCard } from './mapping-table-card.tsx'
import { RulesList } from './rules-list.tsx'
import { useHelpLanguage } from './use-help-language.ts'

export function ArticlePart({ name }: { readonly name: ArticlePartName }) {
  const language = useHelpLanguage()
  if (name === 'rules') return <RulesList language={language} />
  if (name === 'shortcuts') return <ShortcutList />
  return <MappingTables />
}

function MappingTables() {
  const language = useHelpLanguage()
  const tables = useQuery(mappingTablesQuery)
  return (
    <Stack spacing={2}>
      {tables.isPending && <Loading />}
      {tables.isError && <LoadError error={tables.error} onRetry={() => void tables.refetch()} />}
      {tables.data?.map((table) => (
        <MappingTableCard key={table.kind} table={table} language={language} />
      ))}
    </Stack>
  )
}
