/**
 * All texts of one language as flat keys. Codes contain dots (`sign-in.refused`), therefore i18next runs without
 * key separator, and the nested texts of `shared` are flattened to `errors.sign-in.refused.what`.
 */
import type { SharedTexts } from '#shared/texts/catalogue.ts'
import type { ScreenTexts } from './de.ts'

/** Those with two texts each: what happened, and what to do. */
type Advised = 'errors' | 'warnings' | 'findings'
type AdvisedKey = { [G in Advised]: `${G}.${keyof SharedTexts[G] & string}.${'what' | 'todo'}` }[Advised]
type Named = Omit<SharedTexts, Advised>
type NamedKey = { [G in keyof Named]: `${G}.${keyof Named[G] & string}` }[keyof Named]

export type TextKey = keyof ScreenTexts | NamedKey | AdvisedKey
export type Texts = Readonly<Record<TextKey, string>>

/** `{ errors: { 'a.b': { what } }, steps: { tcp } }` becomes `{ 'errors.a.b.what', 'steps.tcp' }`. */
export function flatten(shared: SharedTexts): Record<string, string> {
  const flat: Record<string, string> = {}
  const walk = (prefix: string, node: object): void => {
    for (const [name, value] of Object.entries(node) as [string, unknown][]) {
      const key = prefix === '' ? name : `${prefix}.${name}`
      if (typeof value === 'string') flat[key] = value
      else if (typeof value === 'object' && value !== null) walk(key, value)
    }
  }
  walk('', shared)
  return flat
}

export function joinTexts(screen: ScreenTexts, shared: SharedTexts): Texts {
  return { ...screen, ...flatten(shared) } as Texts
}

declare module 'i18next' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be merged
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Texts }
    keySeparator: false
    nsSeparator: false
  }
}
