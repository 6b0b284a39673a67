/** The settings of the application: cards one below the other, with a list that leads to each of them. */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useSearchParams } from 'react-router'
import { appStateQuery } from '../../api/queries.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { LocksContext } from '../../components/locks.tsx'
import { Page } from '../../components/page.tsx'
import { SECTIONS } from './sections.ts'

const titleId = (name: string): string => `settings-${name}`

export function Component() {
  const { t } = useTranslation()
  const state = useQuery(appStateQuery)
  useJump(state.isSuccess)
  return (
    <Page title={t('nav.settings')} help="settings">
      {state.isPending && <Loading />}
      {state.isError && <LoadError error={state.error} onRetry={() => void state.refetch()} />}
      {state.data && (
        <Box
          sx={{ display: 'flex', flexDirection: { xs: 'column', md: 'row' }, gap: 3, alignItems: 'start' }}
        >
          <SectionList />
          <Stack spacing={2} sx={{ flex: 1, minWidth: 0, width: '100%', maxWidth: 960 }}>
            <Typography color="textSecondary">{t('settings.atOnce')}</Typography>
            <LocksContext value={state.data.policies.locked}>
              {SECTIONS.map(({ name, Card }) => (
                <Box key={name} data-section={name} sx={{ scrollMarginTop: 16 }}>
                  <Card id={titleId(name)} state={state.data} />
                </Box>
              ))}
            </LocksContext>
          </Stack>
        </Box>
      )}
    </Page>
  )
}

function SectionList() {
  const { t } = useTranslation()
  return (
    <Box component="nav" aria-label={t('settings.sections')} sx={{ position: { md: 'sticky' }, top: 16 }}>
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'flex',
          flexDirection: { xs: 'row', md: 'column' },
          flexWrap: 'wrap',
          gap: 1,
          minWidth: { md: 150 },
        }}
      >
        {SECTIONS.map(({ name, title }) => (
          <li key={name}>
            <Link component={RouterLink} to={`?section=${name}`} replace underline="hover" variant="body2">
              {t(title)}
            </Link>
          </li>
        ))}
      </Box>
    </Box>
  )
}

/** Goes to the card that the address names, also when it is named a second time. */
function useJump(isReady: boolean): void {
  const [parameters] = useSearchParams()
  useEffect(() => {
    const name = parameters.get('section')
    if (!isReady || name === null) return
    const title = document.getElementById(titleId(name))
    title?.closest('[data-section]')?.scrollIntoView({ block: 'start' })
    title?.setAttribute('tabindex', '-1')
    title?.focus({ preventScroll: true })
  }, [parameters, isReady])
}
