import MenuItem from '@mui/material/MenuItem'
import { useTranslation } from 'react-i18next'
import { taskDraftSchema, type TaskDraft } from '#shared/domain/item-drafts.ts'
import { importanceSchema, TASK_STATUSES } from '#shared/domain/prime-items.ts'
import { FormGrid } from '../../../components/form-grid.tsx'
import { FormNumberField } from '../../../components/form-number-field.tsx'
import { FormTextField } from '../../../components/form-text-field.tsx'
import { DAY_FIELD } from './day-field.ts'
import type { EditTarget, ItemEditProps } from './item-edit-dialog.tsx'
import { ItemFormDialog } from './item-form-dialog.tsx'
import { useItemForm } from './use-item-form.ts'

export function TaskForm(props: ItemEditProps) {
  const { t } = useTranslation()
  const { form, submit, save, error, reload } = useItemForm(taskDraftSchema, valuesOf(props.target), props)
  const { control } = form
  return (
    <ItemFormDialog
      {...{ target: props.target, control, error, onReload: reload, onClose: props.onClose }}
      onSubmit={submit}
      onSave={save}
    >
      <FormTextField control={control} name="subject" label={t('edit.subject')} required autoFocus />
      <FormGrid>
        <FormTextField control={control} name="startDate" label={t('edit.startDate')} {...DAY_FIELD} />
        <FormTextField control={control} name="dueDate" label={t('edit.dueDate')} {...DAY_FIELD} />
        <FormTextField control={control} name="status" label={t('edit.status')} select>
          {TASK_STATUSES.map((status) => (
            <MenuItem key={status} value={status}>
              {t(`sync.value.${status}`)}
            </MenuItem>
          ))}
        </FormTextField>
        <FormNumberField
          control={control}
          name="percentComplete"
          label={t('edit.percent')}
          range={{ least: 0, most: 100 }}
        />
        <FormTextField control={control} name="importance" label={t('edit.importance')} select>
          {importanceSchema.options.map((importance) => (
            <MenuItem key={importance} value={importance}>
              {t(`sync.value.${importance}`)}
            </MenuItem>
          ))}
        </FormTextField>
      </FormGrid>
      <FormTextField control={control} name="text" label={t('edit.text')} multiline minRows={4} />
    </ItemFormDialog>
  )
}

function valuesOf(target: EditTarget): TaskDraft {
  const record = target.mode === 'change' ? target.opened.item.record : null
  const given = record?.kind === 'task' ? record : null
  return {
    kind: 'task',
    subject: given?.subject ?? '',
    text: given?.text ?? '',
    startDate: given?.startDate ?? '',
    dueDate: given?.dueDate ?? '',
    status: given?.status ?? 'not-started',
    percentComplete: given?.percentComplete ?? 0,
    importance: given?.importance ?? 'normal',
  }
}
