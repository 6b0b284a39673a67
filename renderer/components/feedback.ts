import type { TFunction } from 'i18next'
import { createContext, useContext } from 'react'
import type { AppError } from '#shared/errors.ts'

/** Made anew when the language changes while it is still on screen. */
export type Said = (words: TFunction) => string

export type Feedback = {
  /** A short confirmation that goes away by itself. A text that cannot follow the language goes with it. */
  readonly done: (text: Said | string) => void
  /** A failure; stays until it is closed. */
  readonly failed: (error: AppError) => void
}

export const FeedbackContext = createContext<Feedback>({ done: () => undefined, failed: () => undefined })

export function useFeedback(): Feedback {
  return useContext(FeedbackContext)
}
