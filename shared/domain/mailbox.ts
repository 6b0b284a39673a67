/** The address of a mailbox. */
import { z } from 'zod'
import { code } from './validation.ts'

/** A primary SMTP address as Exchange shows it; 254 characters is the limit of RFC 5321. */
export const mailboxSchema = z
  .string()
  .trim()
  .min(1, code('field.required'))
  .max(254, code('field.too-long'))
  .regex(/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/, code('mailbox.invalid'))
