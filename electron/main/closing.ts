/** What closing the window does, and whether a start opens one. Pure. */

/**
 * `hide`: into the icon beside the clock. `minimise`: where no desktop shows such an icon, the window stays in the task
 * bar, so that nobody has to know that a second start would bring it back. `quit`: the application ends.
 */
export type Closing = 'hide' | 'minimise' | 'quit'

export function closingOf(situation: {
  readonly closeToTray: boolean
  readonly hasTray: boolean
  /** Its data is thrown away at the end: whoever closes it is done with it. */
  readonly isDemo: boolean
}): Closing {
  if (!situation.closeToTray || situation.isDemo) return 'quit'
  return situation.hasTray ? 'hide' : 'minimise'
}
