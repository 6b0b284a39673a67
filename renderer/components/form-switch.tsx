import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import { useId } from 'react'
import { useController, type Control, type FieldPath, type FieldValues } from 'react-hook-form'
import { LockHelp, useLock } from './locks.tsx'

type FormSwitchProps<V extends FieldValues> = {
  readonly control: Control<V>
  readonly name: FieldPath<V>
  readonly label: string
}

export function FormSwitch<V extends FieldValues>({ control, name, label }: FormSwitchProps<V>) {
  const { field } = useController({ control, name })
  const lock = useLock(name)
  const lockId = useId()
  return (
    <>
      <FormControlLabel
        label={label}
        control={
          <Switch
            name={field.name}
            checked={field.value === true}
            onChange={field.onChange}
            onBlur={field.onBlur}
            disabled={lock !== null}
            slotProps={{ input: { ref: field.ref, 'aria-describedby': lock ? lockId : undefined } }}
          />
        }
      />
      {lock && <LockHelp id={lockId} lock={lock} />}
    </>
  )
}
