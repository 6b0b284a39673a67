import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lockedField, useLock } from '../../components/locks.tsx'

type NumberSettingProps = {
  readonly name: string
  readonly label: string
  /** What it means; the range is said by itself. */
  readonly hint: string
  readonly value: number
  readonly range: { readonly least: number; readonly most: number }
  readonly onSave: (value: number) => void
}

/** A whole number, saved when the field is left or Enter is pressed; what cannot be saved says why and stays. */
export function NumberSetting({ name, label, hint, value, range, onSave }: NumberSettingProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(String(value))
  const [saved, setSaved] = useState(value)
  if (saved !== value) {
    setSaved(value)
    setText(String(value))
  }
  const lock = useLock(name)
  const htmlInput = { min: range.least, max: range.most, step: 1 }
  const isValid = /^\d+$/.test(text) && Number(text) >= range.least && Number(text) <= range.most
  const submit = (): void => {
    if (isValid && Number(text) !== value) onSave(Number(text))
  }
  return (
    <TextField
      id={`field-${name}`}
      type="number"
      label={label}
      value={text}
      error={!isValid}
      helperText={isValid ? hint : t('settings.number.invalid', range)}
      slotProps={{ htmlInput }}
      {...lockedField(lock, { htmlInput })}
      onChange={(event) => {
        setText(event.target.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') submit()
      }}
      onBlur={submit}
    />
  )
}
