/** How long a certificate still holds. Without zod, so that the window's first screen can use it. */

/** From this many days before its end on, the end is announced: time enough to order and install a new one. */
export const EXPIRY_NOTICE_DAYS = 30

const DAY = 86_400_000 // ms

/** Whole days until it ends; negative when it has ended. */
export function daysLeft(validTo: string, now: number): number {
  return Math.floor((Date.parse(validTo) - now) / DAY)
}

export function isExpiringSoon(validTo: string, now: number): boolean {
  return daysLeft(validTo, now) < EXPIRY_NOTICE_DAYS
}
