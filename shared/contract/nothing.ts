import { z } from 'zod'

/** Of a call that takes or answers nothing. */
export const nothing = z.void().or(z.null()).or(z.undefined())
