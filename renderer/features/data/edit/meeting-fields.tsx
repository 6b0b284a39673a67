import Alert from '@mui/material/Alert'
import type { Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { AccountData } from '#shared/domain/data.ts'
import type { AppointmentDraft } from '#shared/domain/item-drafts.ts'
import { FormTextField } from '../../../components/form-text-field.tsx'
import { isExported } from '../item/is-exported.ts'

type MeetingFieldsProps = {
  readonly control: Control<AppointmentDraft>
  readonly data: AccountData
}

/** Who is invited, and whether that makes Exchange write to anybody. */
export function MeetingFields({ control, data }: MeetingFieldsProps) {
  const { t } = useTranslation()
  const mails = data.connection?.mailsAttendees === true
  const text = !isExported('meeting', data) ? 'never' : mails ? 'mails' : 'silent'
  return (
    <>
      <Alert severity={text === 'mails' ? 'warning' : 'info'}>{t(`edit.meeting.${text}`)}</Alert>
      <FormTextField
        control={control}
        name="attendees"
        label={t('edit.attendees')}
        hint={t('edit.attendees.hint')}
        required
        slotProps={{ htmlInput: { spellCheck: false } }}
      />
    </>
  )
}
