import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { ARTICLE_GROUPS, ARTICLE_IDS, ARTICLES, type ArticleId, type HelpAddress } from './articles.ts'
import { useHelpLanguage } from './use-help-language.ts'

type HelpContentsProps = {
  /** The article that is shown. */
  readonly current: ArticleId | null
  readonly onGo: (address: HelpAddress) => void
}

export function HelpContents({ current, onGo }: HelpContentsProps) {
  const { t } = useTranslation()
  const language = useHelpLanguage()
  return (
    <nav aria-label={t('help.contents')}>
      {ARTICLE_GROUPS.map((group) => (
        <section key={group} aria-label={t(`help.group.${group}`)}>
          <Typography variant="subtitle2" component="p" color="textSecondary" sx={{ px: 1.5, pt: 1.5 }}>
            {t(`help.group.${group}`)}
          </Typography>
          <List dense disablePadding>
            {ARTICLE_IDS.filter((id) => ARTICLES[id].group === group).map((id) => (
              <ListItem key={id} disablePadding>
                <ListItemButton
                  selected={id === current}
                  {...(id === current && { 'aria-current': 'page' as const })}
                  onClick={() => {
                    onGo({ article: id, heading: null })
                  }}
                  sx={{ borderRadius: 1, py: 0.25 }}
                >
                  {/* Of the article, which is written in each language. */}
                  <ListItemText translate="no" primary={ARTICLES[id].title[language]} />
                </ListItemButton>
              </ListItem>
            ))}
          </List>
        </section>
      ))}
    </nav>
  )
}
