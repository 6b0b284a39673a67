import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormLabel from '@mui/material/FormLabel'
import MenuItem from '@mui/material/MenuItem'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AppState } from '#shared/contract/contract.ts'
import type { Settings } from '#shared/domain/settings.ts'
import { appStateQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { SectionCard } from '../../components/section-card.tsx'
import { AboutCard } from './about-card.tsx'
import { SyncCard } from './sync-card.tsx'

const LANGUAGE_CHOICES = ['system', 'de', 'en'] as const
const THEME_CHOICES = ['system', 'light', 'dark'] as const

/** The settings of the application; each takes effect at once. */
export function Component() {
  const { t } = useTranslation()
  const state = useQuery(appStateQuery)
  return (
    <Page title={t('nav.settings')}>
      {state.isPending && <Loading />}
      {state.isError && <LoadError error={state.error} onRetry={() => void state.refetch()} />}
      {state.data && (
        <>
          <AppearanceCard settings={state.data.settings} />
          <SyncCard settings={state.data.settings} />
          <AboutCard state={state.data} />
        </>
      )}
    </Page>
  )
}

function AppearanceCard({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (wanted: Settings) => unwrap(window.api.settings.save(wanted)),
    onSuccess: (saved) => {
      client.setQueryData<AppState>(appStateQuery.queryKey, (state) => state && { ...state, settings: saved })
    },
  })
  return (
    <SectionCard id="appearance-title" title={t('settings.appearance')}>
      <Stack spacing={2}>
        {save.error && <AppErrorAlert error={toAppError(save.error)} />}
        <TextField
          select
          id="field-language"
          label={t('settings.language')}
          value={settings.language}
          onChange={(event) => {
            const language = LANGUAGE_CHOICES.find((choice) => choice === event.target.value)
            if (language) save.mutate({ ...settings, language })
          }}
          sx={{ maxWidth: 320 }}
        >
          {LANGUAGE_CHOICES.map((choice) => (
            <MenuItem key={choice} value={choice}>
              {t(`settings.language.${choice}`)}
            </MenuItem>
          ))}
        </TextField>
        <FormControl>
          <FormLabel id="theme-label">{t('settings.theme')}</FormLabel>
          <RadioGroup
            row
            aria-labelledby="theme-label"
            value={settings.theme}
            onChange={(_event, value) => {
              const theme = THEME_CHOICES.find((choice) => choice === value)
              if (theme) save.mutate({ ...settings, theme })
            }}
          >
            {THEME_CHOICES.map((choice) => (
              <FormControlLabel
                key={choice}
                value={choice}
                control={<Radio />}
                label={t(`settings.theme.${choice}`)}
              />
            ))}
          </RadioGroup>
        </FormControl>
      </Stack>
    </SectionCard>
  )
}
