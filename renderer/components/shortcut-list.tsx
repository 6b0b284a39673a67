import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { SHORTCUT_GROUPS, SHORTCUT_IDS, SHORTCUTS } from './shortcuts.ts'

/** Every shortcut with its keys, as the keyboard of this computer calls them. */
export function ShortcutList() {
  const { t } = useTranslation()
  return (
    <Stack spacing={2}>
      {SHORTCUT_GROUPS.map((group) => (
        <section key={group} aria-label={t(`shortcuts.group.${group}`)}>
          <Typography variant="h3" component="p" sx={{ mb: 1 }}>
            {t(`shortcuts.group.${group}`)}
          </Typography>
          <Box
            component="dl"
            sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 11rem) 1fr', gap: 1, m: 0 }}
          >
            {SHORTCUT_IDS.filter((id) => SHORTCUTS[id].group === group).map((id) => (
              <Fragment key={id}>
                <dt>
                  {SHORTCUTS[id].keys.map((keys, index) => (
                    <Fragment key={keys}>
                      {index > 0 && ` ${t('shortcuts.or')} `}
                      <Keys keys={keys} />
                    </Fragment>
                  ))}
                </dt>
                <Typography component="dd" sx={{ m: 0 }}>
                  {t(`shortcuts.${id}`)}
                </Typography>
              </Fragment>
            ))}
          </Box>
        </section>
      ))}
    </Stack>
  )
}

const NAMED = { Control: 'key.control', Shift: 'key.shift', Alt: 'key.alt', Escape: 'key.escape' } as const
const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' }

function Keys({ keys }: { readonly keys: string }) {
  const { t } = useTranslation()
  const isMac = navigator.userAgent.includes('Mac OS X')
  const word = (key: string): string => {
    if (key === 'Control' && isMac) return '⌘'
    const name = Object.hasOwn(NAMED, key) ? NAMED[key as keyof typeof NAMED] : undefined
    return name ? t(name) : (SIGNS[key] ?? key)
  }
  return (
    <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
      {keys.split('+').map((key, index) => (
        <Fragment key={key}>
          {index > 0 && ' + '}
          <Box
            component="kbd"
            sx={{
              ...{ border: 1, borderColor: 'divider', borderRadius: 1, px: 0.75, py: 0.25 },
              ...{ fontFamily: 'inherit', fontSize: '0.9em', bgcolor: 'action.hover' },
            }}
          >
            {word(key)}
          </Box>
        </Fragment>
      ))}
    </Box>
  )
}
