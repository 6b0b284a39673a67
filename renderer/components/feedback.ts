import { createContext, useContext } from 'react'
import type { AppError } from '#shared/errors.ts'

export type Feedback = {
  /** A short confirmation that goes away by itself. */
  readonly done: (text: string) => void
  /** A failure; stays until it is closed. */
  readonly failed: (error: AppError) => void
}

export const FeedbackContext = createContext<Feedback>({ done: () => undefined, failed: () => undefined })

export function useFeedback(): Feedback {
  return useContext(FeedbackContext)
}
