/** A day or a time of a form: the field of the browser, whose label always stands above it. */
export const DAY_FIELD = { type: 'date', slotProps: { inputLabel: { shrink: true } } } as const
export const TIME_FIELD = { type: 'time', slotProps: { inputLabel: { shrink: true } } } as const
