import Alert from '@mui/material/Alert'
import MenuItem from '@mui/material/MenuItem'
import { useWatch, type Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import {
  REPEAT_COUNT_RANGE,
  REPEAT_ENDS,
  REPEAT_INTERVAL_RANGE,
  REPEATS,
  type AppointmentDraft,
} from '#shared/domain/item-drafts.ts'
import type { Series } from '#shared/domain/prime-items.ts'
import { FormGrid } from '../../../components/form-grid.tsx'
import { FormNumberField } from '../../../components/form-number-field.tsx'
import { FormTextField } from '../../../components/form-text-field.tsx'
import { ruleText } from '../rule-text.ts'
import { DAY_FIELD } from './day-field.ts'

type RepeatFieldsProps = {
  readonly control: Control<AppointmentDraft>
  /** As it is; `null`: no series so far. */
  readonly series: Series | null
}

/** The rhythm of a series: simple ones are made here, any other stays as it is. */
export function RepeatFields({ control, series }: RepeatFieldsProps) {
  const { t, i18n } = useTranslation()
  const [repeat, end] = useWatch({ control, name: ['repeat', 'repeatEnd'] })
  const isNew = repeat !== 'none' && repeat !== 'keep'
  const discards = series !== null && repeat !== 'keep'
  return (
    <>
      {discards && <Alert severity="warning">{t('edit.series.reset')}</Alert>}
      <FormGrid>
        <FormTextField control={control} name="repeat" label={t('edit.repeat')} select>
          {REPEATS.filter((each) => each !== 'keep' || series !== null).map((each) => (
            <MenuItem key={each} value={each}>
              {each === 'keep'
                ? t('repeat.keep', { rule: series ? ruleText(series.recurrence, t, i18n.language) : '' })
                : t(`repeat.${each}`)}
            </MenuItem>
          ))}
        </FormTextField>
        {isNew && repeat !== 'yearly' && (
          <FormNumberField
            control={control}
            name="repeatInterval"
            label={t('edit.repeatInterval')}
            hint={t('edit.repeatInterval.hint')}
            range={REPEAT_INTERVAL_RANGE}
          />
        )}
        {isNew && (
          <FormTextField control={control} name="repeatEnd" label={t('edit.repeatEnd')} select>
            {REPEAT_ENDS.map((each) => (
              <MenuItem key={each} value={each}>
                {t(`edit.repeatEnd.${each}`)}
              </MenuItem>
            ))}
          </FormTextField>
        )}
        {isNew && end === 'count' && (
          <FormNumberField
            control={control}
            name="repeatCount"
            label={t('edit.repeatCount')}
            range={REPEAT_COUNT_RANGE}
          />
        )}
        {isNew && end === 'until' && (
          <FormTextField
            control={control}
            name="repeatUntil"
            label={t('edit.repeatUntil')}
            required
            {...DAY_FIELD}
          />
        )}
      </FormGrid>
    </>
  )
}
