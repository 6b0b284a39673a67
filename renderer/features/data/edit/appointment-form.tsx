import Alert from '@mui/material/Alert'
import Typography from '@mui/material/Typography'
import MenuItem from '@mui/material/MenuItem'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { appointmentDraftSchema, REMINDERS } from '#shared/domain/item-drafts.ts'
import { FREE_BUSY } from '#shared/domain/prime-items.ts'
import { FormGrid } from '../../../components/form-grid.tsx'
import { FormSwitch } from '../../../components/form-switch.tsx'
import { FormTextField } from '../../../components/form-text-field.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { appointmentFormValues, appointmentOf } from './appointment-form-values.ts'
import { DAY_FIELD, TIME_FIELD } from './day-field.ts'
import type { ItemEditProps } from './item-edit-dialog.tsx'
import { ItemFormDialog } from './item-form-dialog.tsx'
import { MeetingFields } from './meeting-fields.tsx'
import { RepeatFields } from './repeat-fields.tsx'
import { useItemForm } from './use-item-form.ts'

/** An appointment, a meeting or an absence; of a series the whole of it. */
export function AppointmentForm(props: ItemEditProps) {
  const { data, target } = props
  const { t } = useTranslation()
  const { number } = useFormat()
  const zone = data.primeTimeZone
  const record = appointmentOf(target)
  const { form, submit, save, error, reload } = useItemForm(
    appointmentDraftSchema,
    appointmentFormValues(target, zone, new Date()),
    props,
  )
  const { control, setValue, getValues } = form
  const [kind, isAllDay, repeat, reminder] = useWatch({
    control,
    name: ['kind', 'isAllDay', 'repeat', 'reminder'],
  })
  const series = record?.series ?? null
  const daysAreGiven = series !== null && repeat === 'keep'
  const ownZone = record?.times.timeZone ?? null
  const day = { ...DAY_FIELD, disabled: daysAreGiven, required: true }
  return (
    <ItemFormDialog
      {...{ target, control, error, onReload: reload, onClose: props.onClose }}
      onSubmit={submit}
      onSave={save}
    >
      {series !== null && <Alert severity="info">{t('edit.series.hint')}</Alert>}
      {kind === 'absence' && <Alert severity="info">{t('edit.absence.hint')}</Alert>}
      <FormTextField control={control} name="subject" label={t('edit.subject')} required autoFocus />
      {kind === 'meeting' && <MeetingFields control={control} data={data} />}
      <FormSwitch control={control} name="isAllDay" label={t('edit.allDay')} />
      <FormGrid>
        <FormTextField
          control={control}
          name="startDay"
          label={t('edit.startDay')}
          {...day}
          onEdit={(next) => {
            // Whoever moves the beginning behind the end means the whole appointment.
            if (next > getValues('endDay')) setValue('endDay', next as never, { shouldValidate: true })
          }}
        />
        {isAllDay ? (
          <FormTextField control={control} name="endDay" label={t('edit.endDay')} {...day} />
        ) : (
          <>
            <FormTextField
              control={control}
              name="startTime"
              label={t('edit.startTime')}
              {...TIME_FIELD}
              required
            />
            <FormTextField control={control} name="endDay" label={t('edit.endDay')} {...day} />
            <FormTextField
              control={control}
              name="endTime"
              label={t('edit.endTime')}
              {...TIME_FIELD}
              required
            />
          </>
        )}
      </FormGrid>
      <Typography variant="caption" color="textSecondary">
        {daysAreGiven && `${t('edit.series.days')} `}
        {t('edit.zone', { zone })}
        {ownZone !== null && ownZone !== zone && ` ${t('edit.ownZone', { zone: ownZone })}`}
      </Typography>
      <RepeatFields control={control} series={series} />
      <FormGrid>
        <FormTextField control={control} name="location" label={t('edit.location')} />
        <FormTextField control={control} name="freeBusy" label={t('edit.freeBusy')} select>
          {FREE_BUSY.map((each) => (
            <MenuItem key={each} value={each}>
              {t(`sync.value.${each}`)}
            </MenuItem>
          ))}
        </FormTextField>
        <FormTextField control={control} name="reminder" label={t('edit.reminder')} select>
          {[...new Set([...REMINDERS, reminder])].map((each) => (
            <MenuItem key={each} value={each}>
              {each === 'none'
                ? t('edit.reminder.none')
                : t('edit.reminder.minutes', { count: Number(each), n: number(Number(each)) })}
            </MenuItem>
          ))}
        </FormTextField>
      </FormGrid>
      <FormTextField control={control} name="text" label={t('edit.text')} multiline minRows={3} />
    </ItemFormDialog>
  )
}
