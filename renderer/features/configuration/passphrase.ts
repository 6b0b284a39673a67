/** Whether a passphrase can be used; main checks the same length. */

/** As `PASSPHRASE_MIN` of the contract, without zod. */
const MINIMUM = 12

export function passphraseProblem(passphrase: string, repetition: string): 'too-short' | 'different' | null {
  if (passphrase.length < MINIMUM) return 'too-short'
  return passphrase === repetition ? null : 'different'
}
