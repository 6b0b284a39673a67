import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { LockNote, useForbidden } from '../../components/locks.tsx'

type KeepBodiesSwitchProps = {
  readonly keeps: boolean
  readonly disabled: boolean
  readonly onChange: (keeps: boolean) => void
}

/** Bodies are mail: whoever turns this on reads first what it means, in a line below the bar that the switch is in. */
export function KeepBodiesSwitch({ keeps, disabled, onChange }: KeepBodiesSwitchProps) {
  const { t } = useTranslation()
  const id = useId()
  const forbidden = useForbidden('traceBodies')
  return (
    <>
      <FormControlLabel
        control={
          <Switch
            checked={keeps}
            disabled={disabled || (forbidden !== null && !keeps)}
            onChange={(_event, wanted) => {
              onChange(wanted)
            }}
            slotProps={{ input: { 'aria-describedby': id } }}
          />
        }
        label={t('trace.keepBodies')}
        sx={{ mr: 'auto' }}
      />
      <Typography
        id={id}
        variant="caption"
        component="p"
        color={keeps ? 'warning' : 'textSecondary'}
        sx={{ order: 1, flexBasis: '100%' }}
      >
        {forbidden ? (
          <LockNote lock={forbidden} text="policies.forbiddenBy" />
        ) : (
          t(keeps ? 'trace.keepBodies.on' : 'trace.keepBodies.hint')
        )}
      </Typography>
    </>
  )
}
