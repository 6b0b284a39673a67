/** The article on troubleshooting of the help, in both languages, from the same table as the chapter of the README. */
import type { Language } from '#shared/domain/settings.ts'
import { de } from '#shared/texts/de.ts'
import { en } from '#shared/texts/en.ts'
import type { BrokenSetUp } from './broken-set-up.ts'
import { SITUATIONS_DE } from './situations-de.ts'
import { tablesOf, type TableWords } from './troubleshooting.ts'

type Words = TableWords & { readonly intro: string }

const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    texts: de,
    columns: ['Was nicht stimmt', 'Was der Test sagt', 'Was zu tun ist'],
    situation: ({ situation }) => SITUATIONS_DE[situation] ?? situation,
    heading: (step) => `${de.steps[step]} {#step-${step}}`,
    intro: `Der [Verbindungstest](connection-test.md) nennt zu jedem Fehler Ursache und Abhilfe. Hier stehen alle Befunde, geordnet nach dem Schritt, der sie findet. Suchen Sie oben nach einem Wort aus der Meldung.

## So gehen Sie vor {#how-to}

1. Testen Sie das betroffene Konto. Der **erste** fehlgeschlagene Schritt ist die Ursache; was danach kommt, sind Folgen.
2. Öffnen Sie die Einzelheiten des Schritts: Dort stehen die Anfrage, die Antwort des Servers und, wo möglich, der Befehl dagegen.
3. Lief es früher? Der [Verlauf](connection-test.md#history) sagt, was sich seit dem letzten bestandenen Test geändert hat.
4. Kommen Sie nicht weiter, senden Sie dem Support den [Bericht](connection-test.md#report); er enthält keine Geheimnisse.

## Befunde nach Schritt {#findings}`,
  },
  en: {
    texts: en,
    columns: ['What is wrong', 'What the test says', 'What to do'],
    situation: ({ situation }) => situation,
    heading: (step) => `${en.steps[step]} {#step-${step}}`,
    intro: `The [connection test](connection-test.md) tells cause and remedy of every failure. Here are all findings, by the step that finds them. Search above for a word of the message.

## How to go about it {#how-to}

1. Test the account in question. The **first** step that failed is the cause; what comes after it are consequences.
2. Open the details of the step: there are the request, the answer of the server and, where possible, the command against it.
3. Did it work before? The [history](connection-test.md#history) tells what has changed since the last test that passed.
4. If you get no further, send the [report](connection-test.md#report) to the support; it holds no secrets.

## Findings by step {#findings}`,
  },
}

export function troubleshootingArticle(rows: readonly BrokenSetUp[], language: Language): string {
  const words = WORDS[language]
  return `${words.intro}\n\n${tablesOf(rows, words, ' ')}`
}
