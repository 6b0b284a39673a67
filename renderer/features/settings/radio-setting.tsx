import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormHelperText from '@mui/material/FormHelperText'
import FormLabel from '@mui/material/FormLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import { useId } from 'react'
import { LockHelp, useLock } from '../../components/locks.tsx'

type RadioSettingProps<T extends string> = {
  /** As policies call it. */
  readonly name: string
  readonly label: string
  readonly choices: readonly T[]
  readonly labelOf: (choice: T) => string
  readonly value: T
  readonly onChange: (choice: T) => void
  readonly hint?: string
  readonly isRow?: boolean
  readonly disabled?: boolean
}

/** One of a few, all of which are to be seen; locked by a policy it says so. */
export function RadioSetting<T extends string>(props: RadioSettingProps<T>) {
  const { name, label, choices, labelOf, value, onChange, hint, isRow = false, disabled = false } = props
  const lock = useLock(name)
  const id = useId()
  const lockId = useId()
  return (
    <FormControl disabled={disabled || lock !== null}>
      <FormLabel id={id} disabled={false}>
        {label}
      </FormLabel>
      <RadioGroup
        row={isRow}
        aria-labelledby={id}
        aria-describedby={lock ? lockId : undefined}
        value={value}
        onChange={(_event, chosen) => {
          const choice = choices.find((each) => each === chosen)
          if (choice !== undefined) onChange(choice)
        }}
      >
        {choices.map((choice) => (
          <FormControlLabel key={choice} value={choice} control={<Radio />} label={labelOf(choice)} />
        ))}
      </RadioGroup>
      {lock && <LockHelp id={lockId} lock={lock} />}
      {hint !== undefined && <FormHelperText disabled={false}>{hint}</FormHelperText>}
    </FormControl>
  )
}
