import TextField from '@mui/material/TextField'
import type { ReactNode } from 'react'
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form'
import { useFieldText } from './field-text.ts'

type FormNumberFieldProps<V extends FieldValues> = {
  readonly control: Control<V>
  readonly name: FieldPath<V>
  readonly label: string
  readonly hint?: ReactNode
  readonly least: number
  readonly most: number
}

/** A whole number within bounds. An empty field is `NaN`, which no schema takes. */
export function FormNumberField<V extends FieldValues>(props: FormNumberFieldProps<V>) {
  const { control, name, label, hint, least, most } = props
  const { field, fieldState } = useController({ control, name })
  const fieldText = useFieldText()
  const value: unknown = field.value
  return (
    <TextField
      id={`field-${name}`}
      name={field.name}
      label={`${label} (${least}–${most})`}
      type="number"
      value={typeof value === 'number' && !Number.isNaN(value) ? value : ''}
      inputRef={field.ref}
      error={fieldState.error !== undefined}
      helperText={fieldText(fieldState.error) ?? hint}
      onChange={(event) => {
        field.onChange(event.target.value === '' ? Number.NaN : Number(event.target.value))
      }}
      onBlur={field.onBlur}
      slotProps={{ htmlInput: { min: least, max: most, step: 1 } }}
    />
  )
}
