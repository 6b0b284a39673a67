import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updateServerProblem } from '#shared/domain/updates.ts'
import { lockedField, useLock } from '../../components/locks.tsx'

type UpdateServerFieldProps = {
  readonly value: string
  /** What is asked where nothing is entered; `null`: nobody. */
  readonly builtIn: string | null
  readonly onSave: (server: string) => void
}

/** Saved when the field is left or Enter is pressed; what cannot be an address says so and stays. */
export function UpdateServerField({ value, builtIn, onSave }: UpdateServerFieldProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const [saved, setSaved] = useState(value)
  const [isTried, setTried] = useState(false)
  if (saved !== value) {
    setSaved(value)
    setText(value)
  }
  const lock = useLock('updates.server')
  const htmlInput = { translate: 'no', spellCheck: false } as const
  const server = text.trim()
  const isValid = updateServerProblem(server) === null
  const hint = builtIn === null ? t('updates.server.hint') : t('updates.server.builtIn', { server: builtIn })
  const submit = (): void => {
    setTried(true)
    if (isValid && server !== value) onSave(server)
  }
  return (
    <TextField
      id="field-update-server"
      type="url"
      label={t('updates.server')}
      value={text}
      error={isTried && !isValid}
      helperText={isTried && !isValid ? t('updates.server.invalid') : hint}
      autoComplete="off"
      slotProps={{ htmlInput }}
      {...lockedField(lock, { htmlInput })}
      onChange={(event) => {
        setText(event.target.value)
      }}
      onBlur={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') submit()
      }}
    />
  )
}
