import Alert from '@mui/material/Alert'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { proxySchema, type Proxy } from '#shared/domain/proxy.ts'
import { FormGrid } from '../../components/form-grid.tsx'
import { lockedField, useLock } from '../../components/locks.tsx'
import { ProxyPassword } from './proxy-password.tsx'
import { ProxyTest } from './proxy-test.tsx'
import { draftOf, problemsOf, proxyOf, type ProxyDraft } from './proxy-draft.ts'
import { RadioSetting } from './radio-setting.tsx'
import type { SectionProps } from './sections.ts'
import { SettingsCard } from './settings-card.tsx'
import { networkQuery } from './settings-queries.ts'
import { useSaveSettings } from './use-save-settings.ts'

const KINDS = proxySchema.options.map(({ shape }) => shape.kind.value)

/** The way to all servers: as the system says, none, one proxy server, or a PAC script; and whether it works. */
export function NetworkCard({ id, state: { settings } }: SectionProps) {
  const { t } = useTranslation()
  const saving = useSaveSettings()
  const network = useQuery(networkQuery)
  const lock = useLock('proxy')
  const [draft, setDraft] = useState(() => draftOf(settings.proxy))
  const [shown, setShown] = useState(settings.proxy)
  // It was saved, or a policy has set or freed it. Meanwhile somebody may have typed on.
  if (!sameProxy(shown, settings.proxy)) {
    setShown(settings.proxy)
    if (lock || sameProxy(proxyOf(draft), shown)) setDraft(draftOf(settings.proxy))
  }
  const [isTried, setTried] = useState(false)
  const problems = problemsOf(draft)
  const isSaved = sameProxy(proxyOf(draft), settings.proxy)
  const environment = network.data?.environment ?? null
  const save = (wanted: ProxyDraft): void => {
    const proxy = proxyOf(wanted)
    if (proxy && !sameProxy(proxy, settings.proxy)) saving.save({ proxy })
  }
  const field = (name: 'host' | 'port' | 'userName' | 'url') => {
    const problem = isTried ? problems[name] : undefined
    return {
      id: `field-proxy-${name}`,
      label: t(`settings.proxy.${name}`),
      value: draft[name],
      error: problem !== undefined,
      helperText: problem ? t(`settings.proxy.${name}.invalid`) : t(`settings.proxy.${name}.hint`),
      onChange: (event: { target: { value: string } }) => {
        setDraft({ ...draft, [name]: event.target.value })
      },
      onBlur: () => {
        setTried(true)
        save(draft)
      },
      onKeyDown: (event: { key: string }) => {
        if (event.key !== 'Enter') return
        setTried(true)
        save(draft)
      },
      ...lockedField(lock),
    }
  }
  return (
    <SettingsCard
      id={id}
      title={t('settings.network')}
      help="settings.network"
      saving={isSaved ? saving : { ...saving, state: 'idle' }}
    >
      {environment !== null && (
        <Alert severity="info">{t('settings.proxy.environment', { proxy: environment })}</Alert>
      )}
      <RadioSetting
        name="proxy"
        label={t('settings.proxy')}
        disabled={environment !== null}
        choices={KINDS}
        labelOf={(kind) => t(`settings.proxy.${kind}`)}
        value={draft.kind}
        onChange={(kind) => {
          setTried(false)
          setDraft({ ...draft, kind })
          save({ ...draft, kind })
        }}
      />
      {environment === null && draft.kind === 'pac' && <TextField {...field('url')} />}
      {environment === null && draft.kind === 'server' && (
        <FormGrid>
          <TextField {...field('host')} />
          <TextField {...field('port')} />
          <TextField {...field('userName')} autoComplete="off" />
          {draft.userName.trim() !== '' && <ProxyPassword />}
        </FormGrid>
      )}
      {environment === null && !isSaved && (
        <Alert severity="warning" role="status">
          {t('settings.proxy.unsaved')}
        </Alert>
      )}
      <ProxyTest
        setting={JSON.stringify([proxyOf(draft), network.data?.password ?? 'none'])}
        disabled={environment === null && !isSaved}
      />
    </SettingsCard>
  )
}

function sameProxy(one: Proxy | null, other: Proxy): boolean {
  return one !== null && JSON.stringify(one) === JSON.stringify(proxySchema.parse(other))
}
