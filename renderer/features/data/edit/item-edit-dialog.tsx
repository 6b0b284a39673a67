import type { AccountData, OpenedItem } from '#shared/domain/data.ts'
import type { PrimeEmailAccountId } from '#shared/domain/ids.ts'
import type { PrimeRecord, StoredPrimeItem } from '#shared/domain/prime-items.ts'
import { AppointmentForm } from './appointment-form.tsx'
import { EmailForm } from './email-form.tsx'
import { TaskForm } from './task-form.tsx'

export type EditTarget =
  | { readonly mode: 'new'; readonly kind: PrimeRecord['kind'] }
  | {
      readonly mode: 'change'
      readonly opened: OpenedItem
      /** Of an e-mail, whose text is not in its record. */
      readonly text: string
    }

export type ItemEditProps = {
  readonly account: PrimeEmailAccountId
  readonly data: AccountData
  readonly target: EditTarget
  readonly onSaved?: (item: StoredPrimeItem) => void
  readonly onClose: () => void
}

/** The form of an object of Winoffice Prime, by its kind. */
export function ItemEditDialog(props: ItemEditProps) {
  const { target } = props
  switch (target.mode === 'new' ? target.kind : target.opened.item.record.kind) {
    case 'email':
      return <EmailForm {...props} />
    case 'task':
      return <TaskForm {...props} />
    default:
      return <AppointmentForm {...props} />
  }
}
