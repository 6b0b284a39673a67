import Box from '@mui/material/Box'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import type { HelpAddress } from './articles.ts'
import { helpIndexQuery } from './help-documents.ts'
import type { Hit } from './help-search.ts'
import { useHelpLanguage } from './use-help-language.ts'

type HelpHitsProps = { readonly text: string; readonly onGo: (address: HelpAddress) => void }

/** What the search has found; how many is said without being asked. */
export function HelpHits({ text, onGo }: HelpHitsProps) {
  const { t } = useTranslation()
  const index = useQuery(helpIndexQuery(useHelpLanguage()))
  if (index.isPending) return <Loading />
  if (index.isError) return <LoadError error={index.error} onRetry={() => void index.refetch()} />
  const hits = index.data.search(text)
  return (
    <section aria-label={t('help.hits')}>
      <Typography role="status" color="textSecondary" sx={{ px: 1.5 }}>
        {hits.length === 0 ? t('help.noneFound') : t('help.found', { count: hits.length })}
      </Typography>
      <List disablePadding>
        {hits.map((hit) => (
          <ListItem key={`${hit.article}#${hit.heading ?? ''}`} disablePadding>
            <ListItemButton
              onClick={() => {
                onGo({ article: hit.article, heading: hit.heading })
              }}
              sx={{ borderRadius: 1, px: 1.5 }}
            >
              <ListItemText
                primary={hit.title === null ? hit.articleTitle : `${hit.articleTitle} › ${hit.title}`}
                secondary={<Excerpt hit={hit} />}
                slotProps={{ primary: { sx: { fontWeight: 600 } }, secondary: { component: 'div' } }}
              />
            </ListItemButton>
          </ListItem>
        ))}
      </List>
    </section>
  )
}

function Excerpt({ hit }: { readonly hit: Hit }) {
  return hit.excerpt.map(({ text, isFound }, index) =>
    isFound ? (
      <Box key={index} component="mark" sx={{ fontWeight: 600 }}>
        {text}
      </Box>
    ) : (
      <span key={index}>{text}</span>
    ),
  )
}
