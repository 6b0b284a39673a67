/** `list`: what was imported into an e-mail account, newest first. Needs no server and no password. */
import type { EmailPage, EmailSummary } from '#shared/domain/prime.ts'
import type { Language } from '#shared/domain/settings.ts'
import type { Result } from '#shared/result.ts'
import type { ListCall } from '../calls.ts'
import { failed, type Answer } from '../output.ts'
import { openSession } from '../session.ts'
import { requirePrimeAccount, requireStore } from '../prime-account.ts'
import { dateTime, type Translate } from '../texts.ts'
import type { CommandContext } from './command.ts'

export async function list(call: ListCall, { t, onIncident }: CommandContext): Promise<Answer> {
  const page = await pageOf(call, onIncident)
  if (!page.ok) return failed(page.error)
  const { total, emails } = page.value
  const from = emails.length === 0 ? 0 : call.offset + 1
  return {
    error: null,
    json: { total, offset: call.offset, emails },
    lines: [
      ...emails.map((email) => emailLine(email, call.style.language, t)),
      t('cli.listed', { from, to: emails.length === 0 ? 0 : call.offset + emails.length, total }),
    ],
  }
}

async function pageOf(
  { data, primeAddress, offset, limit }: ListCall,
  onIncident: CommandContext['onIncident'],
): Promise<Result<EmailPage>> {
  const store = requireStore(data)
  if (!store.ok) return store
  const services = openSession({ dataFolder: data, onIncident })
  try {
    const account = await requirePrimeAccount(services.engine, primeAddress)
    if (!account.ok) return account
    return await services.engine.listEmails({
      ...{ primeEmailAccountId: account.value, folder: null, search: '', order: 'newest' },
      ...{ offset, limit },
    })
  } finally {
    await services.close()
  }
}

function emailLine(email: EmailSummary, language: Language, t: Translate): string {
  const received = email.receivedAt === null ? '–' : dateTime(email.receivedAt, language)
  const from = email.from === null ? '–' : email.from.name || email.from.address
  return [email.id, received, from, email.subject, ...(email.isRead ? [] : [`(${t('cli.unread')})`])].join(
    '  ',
  )
}
