/**
 * Fields that a policy has set: they are read-only, with a lock and the reason in words below. Whoever shows fields puts
 * the locks of what they belong to around them; the fields ask by their names.
 *
 * Read-only and not disabled where the element knows the difference: its value is read, selected and reached by the
 * keyboard as before. Switches and radio buttons know only disabled.
 */
import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import FormHelperText from '@mui/material/FormHelperText'
import type { TextFieldProps } from '@mui/material/TextField'
import { createContext, use } from 'react'
import { useTranslation } from 'react-i18next'
import type { Permission, PolicyOrigin } from '#shared/domain/policies.ts'
import { useAppState } from '../api/use-app-state.ts'

export type Lock = PolicyOrigin

/** For what lies inside and is another thing, as the accounts of a connector are. */
export const NO_LOCKS: Readonly<Record<string, Lock>> = {}

/** By the dotted name of the field. */
export const LocksContext = createContext<Readonly<Record<string, Lock>>>(NO_LOCKS)

/** Its lock, or that of what it is a part of; `null`: it is free. */
export function useLock(path: string): Lock | null {
  const locks = use(LocksContext)
  return locks[path] ?? locks[path.split('.')[0] ?? path] ?? null
}

/** The policy that forbids it; `null`: it is allowed. */
export function useForbidden(permission: Permission): Lock | null {
  return useAppState()?.policies.forbidden[permission] ?? null
}

type LockNoteProps = {
  readonly lock: Lock
  readonly text?: 'policies.lockedBy' | 'policies.forbiddenBy' | 'policies.noOwnConnectors'
}

export function LockNote({ lock, text = 'policies.lockedBy' }: LockNoteProps) {
  const { t } = useTranslation()
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.5, alignItems: 'flex-start' }}>
      <LockIcon aria-hidden sx={{ fontSize: '1.25em', flexShrink: 0 }} />
      <span>{t(text, { policy: lock.policy, source: t(`policySources.${lock.source}`) })}</span>
    </Box>
  )
}

/** Below a group of controls that are disabled; it is not grey as they are. */
export function LockHelp({ id, ...note }: LockNoteProps & { readonly id?: string }) {
  return (
    <FormHelperText id={id} disabled={false} sx={{ mt: 0 }}>
      <LockNote {...note} />
    </FormHelperText>
  )
}

/** The properties of a text field or a choice that make it read-only, over those that it has. */
export function lockedField(
  lock: Lock | null,
  slotProps?: TextFieldProps['slotProps'],
): Pick<TextFieldProps, 'helperText' | 'slotProps' | 'sx'> | null {
  if (!lock) return null
  const input = typeof slotProps?.input === 'object' ? slotProps.input : {}
  return {
    helperText: <LockNote lock={lock} />,
    slotProps: { ...slotProps, input: { ...input, readOnly: true } },
    sx: { '& .MuiInputBase-root': { bgcolor: 'action.hover' } },
  }
}
