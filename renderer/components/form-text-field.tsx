import TextField, { type TextFieldProps } from '@mui/material/TextField'
import type { ReactNode } from 'react'
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form'
import { useFieldText } from './field-text.ts'
import { LockNote, lockedField, useLock } from './locks.tsx'

type FormTextFieldProps<V extends FieldValues> = {
  readonly control: Control<V>
  readonly name: FieldPath<V>
  readonly label: string
  /** Shown below the field while there is no error; the error takes its place. */
  readonly hint?: ReactNode
  /** Runs before the validation of the blur, so that it can still change the value. */
  readonly onLeave?: () => void
  readonly onEdit?: (value: string) => void
} & Pick<
  TextFieldProps,
  | 'required'
  | 'autoFocus'
  | 'multiline'
  | 'minRows'
  | 'type'
  | 'placeholder'
  | 'disabled'
  | 'select'
  | 'slotProps'
  | 'children'
>

/** A text field of a form. MUI ties error and hint to the input with `aria-describedby`. */
export function FormTextField<V extends FieldValues>(props: FormTextFieldProps<V>) {
  const { control, name, label, hint, onLeave, onEdit, ...rest } = props
  const { field, fieldState } = useController({ control, name })
  const fieldText = useFieldText()
  const lock = useLock(name)
  return (
    <TextField
      {...rest}
      name={field.name}
      label={label}
      value={field.value}
      inputRef={field.ref}
      error={fieldState.error !== undefined}
      {...lockedField(lock, rest.slotProps)}
      helperText={fieldText(fieldState.error) ?? (lock ? <LockNote lock={lock} /> : hint)}
      onChange={(event) => {
        field.onChange(event)
        onEdit?.(event.target.value)
      }}
      onBlur={() => {
        onLeave?.()
        field.onBlur()
      }}
    />
  )
}
