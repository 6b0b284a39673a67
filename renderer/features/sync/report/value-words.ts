/** The values of fields for which there are words: importance, status and the like. */
export const VALUE_WORDS = [
  'yes',
  'no',
  'minutes-before',
  'low',
  'normal',
  'high',
  'personal',
  'private',
  'confidential',
  'free',
  'tentative',
  'busy',
  'out-of-office',
  'working-elsewhere',
  'no-data',
  'none',
  'flagged',
  'complete',
  'not-started',
  'in-progress',
  'completed',
  'waiting-on-others',
  'deferred',
  'accepted',
  'declined',
  'inbox',
  'drafts',
  'outbox',
  'sent',
  'junk',
  'deleted',
] as const
export type ValueWord = (typeof VALUE_WORDS)[number]

export function isValueWord(value: string): value is ValueWord {
  return (VALUE_WORDS as readonly string[]).includes(value)
}
