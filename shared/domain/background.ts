/** The application without its window: what a person decides about it, and what this system offers for it. */
import { z } from 'zod'

export const backgroundSettingsSchema = z.object({
  /** Closing the window leaves the synchronisation running; otherwise it ends the application. */
  closeToTray: z.boolean(),
})
export type BackgroundSettings = z.infer<typeof backgroundSettingsSchema>

export const BACKGROUND_DEFAULTS: BackgroundSettings = { closeToTray: true }

/** What the system says, which a person may have changed there too. */
export const backgroundStateSchema = z.object({
  /** Whether the desktop shows icons beside the clock. */
  hasTray: z.boolean(),
  /** `impossible`: this start cannot be repeated by the system, as that of a demo. */
  startAtLogin: z.enum(['on', 'off', 'impossible']),
  /** Whether links of the scheme `ews-konnektor:` open it. */
  links: z.enum(['on', 'off', 'impossible']),
})
export type BackgroundState = z.infer<typeof backgroundStateSchema>
