import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

type KeepBodiesSwitchProps = {
  readonly keeps: boolean
  readonly disabled: boolean
  readonly onChange: (keeps: boolean) => void
}

/** Bodies are mail: whoever turns this on reads first what it means. */
export function KeepBodiesSwitch({ keeps, disabled, onChange }: KeepBodiesSwitchProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div>
      <FormControlLabel
        control={
          <Switch
            checked={keeps}
            disabled={disabled}
            onChange={(_event, wanted) => {
              onChange(wanted)
            }}
            slotProps={{ input: { 'aria-describedby': id } }}
          />
        }
        label={t('trace.keepBodies')}
      />
      <Typography
        id={id}
        variant="caption"
        component="p"
        color={keeps ? 'warning' : 'textSecondary'}
        sx={{ maxWidth: '110ch' }}
      >
        {t(keeps ? 'trace.keepBodies.on' : 'trace.keepBodies.hint')}
      </Typography>
    </div>
  )
}
