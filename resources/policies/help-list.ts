/** The list of all policies at the end of the article of the help. */
import {
  canBeRecommended,
  expectedOf,
  POLICY_CATEGORIES,
  POLICY_NAMES,
  policyOf,
} from '#shared/domain/policies.ts'
import type { BothLanguages } from '#shared/domain/help.ts'
import type { Language } from '#shared/domain/settings.ts'
import { CATEGORY_TITLES, EXPLANATIONS } from './explanations.ts'

/** What stands below it in the article is written by `npm run policies`. */
export const LIST_ADDRESS = '{#all}'

const MANDATORY_ONLY: BothLanguages = { de: 'nur verbindlich', en: 'mandatory only' }

export function withList(article: string, language: Language): string {
  const lines = article.split('\n')
  const heading = lines.findIndex((line) => line.endsWith(LIST_ADDRESS))
  if (heading < 0) throw new Error(`The article has no heading ${LIST_ADDRESS}`)
  return `${[...lines.slice(0, heading + 1), '', ...list(language)].join('\n').trimEnd()}\n`
}

/** No table: a narrow column would break the names, which are typed as they stand there. */
function list(language: Language): string[] {
  return POLICY_CATEGORIES.flatMap((category) => [
    `### ${CATEGORY_TITLES[category][language]} {#all-${category}}`,
    '',
    ...POLICY_NAMES.filter((name) => policyOf(name).category === category).map((name) => {
      const only = canBeRecommended(name) ? '' : `; ${MANDATORY_ONLY[language]}`
      const expected = code(expectedOf(policyOf(name).values))
      return `- **\`${name}\`** (${expected}${only}): ${asText(EXPLANATIONS[name][language])}`
    }),
    '',
  ])
}

/** Each of several values for itself. */
function code(text: string): string {
  return text
    .split(' | ')
    .map((each) => `\`${each}\``)
    .join(', ')
}

/** JSON in an explanation is shown as it is typed. */
function asText(text: string): string {
  return text.replace(/\{.*\}/, (json) => `\`${json}\``)
}
