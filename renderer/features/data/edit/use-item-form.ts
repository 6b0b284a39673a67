import { zodResolver } from '@hookform/resolvers/zod'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useForm, type DefaultValues, type FieldPath, type FieldValues } from 'react-hook-form'
import type { z } from 'zod'
import type { ItemDraft } from '#shared/domain/item-drafts.ts'
import type { StoredPrimeItem } from '#shared/domain/prime-items.ts'
import type { AppError } from '#shared/errors.ts'
import { settled } from '../../../api/unwrap.ts'
import { focusFirstError } from '../../../components/focus-first-error.ts'
import { showServerErrors } from '../../../components/server-errors.ts'
import { isExported } from '../item/is-exported.ts'
import { useTransferNotice } from '../transfer-notice.ts'
import type { ItemEditProps } from './item-edit-dialog.tsx'

export const ITEM_FORM_ID = 'item-form'

/** What main calls otherwise than the form. */
const FIELDS: Readonly<Record<string, string>> = {
  start: 'startDay',
  end: 'endDay',
  attendee: 'attendees',
  rrule: 'repeat',
}

/** The form of an object and the way it is saved: checked by the schema that main uses, too. */
export function useItemForm<Draft extends ItemDraft & FieldValues>(
  schema: z.ZodType<Draft, Draft>,
  defaultValues: Draft,
  { account, data, target, onSaved, onClose }: ItemEditProps,
) {
  const client = useQueryClient()
  const announce = useTransferNotice()
  const [error, setError] = useState<AppError | null>(null)
  const form = useForm<Draft>({
    resolver: zodResolver(schema) as never,
    defaultValues: defaultValues as DefaultValues<Draft>,
    mode: 'onTouched',
    shouldFocusError: false,
  })
  const showFirst = (): void => {
    focusFirstError(ITEM_FORM_ID)
  }
  const store = async (draft: Draft): Promise<StoredPrimeItem | null> => {
    setError(null)
    const saved = await settled(
      target.mode === 'new'
        ? window.api.data.createItem({ primeEmailAccountId: account, draft })
        : window.api.data.updateItem({
            ...{ id: target.opened.item.id, expected: target.opened.item.revision },
            draft,
          }),
    )
    if (!saved.ok) {
      const fieldOf = (path: string): FieldPath<Draft> | null => {
        const name = FIELDS[path] ?? path
        return name in defaultValues ? (name as FieldPath<Draft>) : null
      }
      setError(showServerErrors(saved.error, form.setError, fieldOf))
      showFirst()
      return null
    }
    void client.invalidateQueries({ queryKey: ['data'] })
    const { kind, subject } = saved.value.record
    announce({ what: 'saved', name: subject, isExported: isExported(kind, data) })
    onClose()
    return saved.value
  }
  const saveItem = async (): Promise<StoredPrimeItem | null> => {
    let item: StoredPrimeItem | null = null
    await form.handleSubmit(async (draft) => {
      item = await store(draft)
    }, showFirst)()
    return item
  }
  const submit = async (): Promise<void> => {
    const item = await saveItem()
    if (item) onSaved?.(item)
  }
  /** For somebody on the way elsewhere, who is not led to the object. @returns whether it worked */
  const save = async (): Promise<boolean> => (await saveItem()) !== null
  /** The object is another one by now: it is read again, and the person sees it as it is. */
  const reload = (): void => {
    void client.invalidateQueries({ queryKey: ['data'] })
    onClose()
  }
  return { form, submit, save, error, reload }
}
