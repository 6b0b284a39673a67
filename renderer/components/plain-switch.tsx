type PlainSwitchProps = {
  readonly label: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** MUI's small `Switch` as one element, for the lines of long lists. */
export function PlainSwitch({ label, checked, disabled = false, onChange }: PlainSwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className="plain-switch"
      aria-label={label}
      checked={checked}
      disabled={disabled}
      onChange={(event) => {
        onChange(event.target.checked)
      }}
    />
  )
}
