import { useTranslation } from 'react-i18next'
import { emailDraftSchema, type EmailDraft } from '#shared/domain/item-drafts.ts'
import { FormTextField } from '../../../components/form-text-field.tsx'
import { fullPerson } from '../mail/person.ts'
import type { EditTarget, ItemEditProps } from './item-edit-dialog.tsx'
import { ItemFormDialog } from './item-form-dialog.tsx'
import { useItemForm } from './use-item-form.ts'

/** A draft, which nobody sends. */
export function EmailForm(props: ItemEditProps) {
  const { t } = useTranslation()
  const { form, submit, save, error, reload } = useItemForm(emailDraftSchema, valuesOf(props.target), props)
  const { control } = form
  return (
    <ItemFormDialog
      {...{ target: props.target, control, error, onReload: reload, onClose: props.onClose }}
      onSubmit={submit}
      onSave={save}
    >
      <FormTextField control={control} name="subject" label={t('edit.subject')} required autoFocus />
      <FormTextField
        control={control}
        name="to"
        label={t('edit.to')}
        hint={t('edit.to.hint')}
        slotProps={{ htmlInput: { spellCheck: false } }}
      />
      <FormTextField control={control} name="text" label={t('edit.text')} multiline minRows={5} />
    </ItemFormDialog>
  )
}

function valuesOf(target: EditTarget): EmailDraft {
  const record = target.mode === 'change' ? target.opened.item.record : null
  if (target.mode === 'new' || record?.kind !== 'email')
    return { kind: 'email', subject: '', to: '', text: '' }
  const to = record.to.map(fullPerson).join(', ')
  return { kind: 'email', subject: record.subject, to, text: target.text.replaceAll('\r\n', '\n').trimEnd() }
}
