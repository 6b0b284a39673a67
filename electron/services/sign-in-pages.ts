/** What the browser shows at the end of a sign-in, in the language of the window. */
import type { Language } from '#shared/domain/settings.ts'
import { de } from '#shared/texts/de.ts'
import { en } from '#shared/texts/en.ts'
import { fillText } from '#shared/texts/fill.ts'
import type { BrowserPages } from '../auth/browser-sign-in.ts'
import { resultPage } from '../auth/result-page.ts'

export const SHARED_TEXTS = { de, en } as const

export type PagesOf = (mailbox: string) => BrowserPages

/** @param language asked when a page is made */
export function signInPages(language: () => Language): PagesOf {
  const page = (title: string, paragraphs: readonly string[]): string => {
    const chosen = language()
    return resultPage({ language: chosen, title, paragraphs, close: SHARED_TEXTS[chosen].signIn.pageClose })
  }
  return (mailbox) => {
    const { signIn } = SHARED_TEXTS[language()]
    return {
      of: (outcome) => {
        const texts = SHARED_TEXTS[language()]
        if (outcome.ok) {
          const { userName } = outcome.value.identity
          return page(texts.signIn.pageSucceededTitle, [
            fillText(texts.signIn.pageSucceededText, { userName, mailbox }),
          ])
        }
        const { code, params } = outcome.error
        const { what, todo } = texts.errors[code]
        return page(texts.signIn.pageFailedTitle, [fillText(what, params), fillText(todo, params)])
      },
      foreign: page(signIn.pageForeignTitle, [signIn.pageForeignText]),
    }
  }
}
