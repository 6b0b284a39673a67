import TextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form'
import { useFieldText } from './field-text.ts'
import { LockNote, lockedField, useLock } from './locks.tsx'

type FormNumberFieldProps<V extends FieldValues> = {
  readonly control: Control<V>
  readonly name: FieldPath<V>
  readonly label: string
  readonly range: { readonly least: number; readonly most: number }
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

/** A whole number of a form. An empty field is no number, which its rule says. */
export function FormNumberField<V extends FieldValues>(props: FormNumberFieldProps<V>) {
  const { control, name, label, range, hint, disabled = false } = props
  const { field, fieldState } = useController({ control, name })
  const fieldText = useFieldText()
  const lock = useLock(name)
  const htmlInput = { min: range.least, max: range.most, step: 1, inputMode: 'numeric' } as const
  const value: unknown = field.value
  return (
    <TextField
      name={field.name}
      type="number"
      label={label}
      value={typeof value === 'number' && Number.isFinite(value) ? value : ''}
      inputRef={field.ref}
      disabled={disabled}
      error={fieldState.error !== undefined}
      slotProps={{ htmlInput }}
      {...lockedField(lock, { htmlInput })}
      helperText={fieldText(fieldState.error) ?? (lock ? <LockNote lock={lock} /> : hint)}
      onChange={(event) => {
        field.onChange(event.target.value === '' ? Number.NaN : Number(event.target.value))
      }}
      onBlur={field.onBlur}
    />
  )
}
