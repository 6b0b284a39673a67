/**
 * The templates for group policies, from the table of the policies: which value in which key (ADMX), and its words in one
 * language (ADML). As "Administrative template files (ADMX) schema" on Microsoft Learn describes them.
 *
 * Each policy that can be recommended stands there twice, as Chrome and Edge have it: mandatory, and in a folder of its
 * own as a recommendation that people may change.
 */
import {
  canBeRecommended,
  POLICY_CATEGORIES,
  POLICY_NAMES,
  policyOf,
  type PolicyLevel,
  type PolicyName,
} from '#shared/domain/policies.ts'
import type { Language } from '#shared/domain/settings.ts'
import { de } from '#shared/texts/de.ts'
import { en } from '#shared/texts/en.ts'
import { POLICY_KEY, RECOMMENDED_KEY } from '../../electron/policies/registry-policies.ts'
import { de as screenDe } from '../../renderer/i18n/de.ts'
import { en as screenEn } from '../../renderer/i18n/en.ts'
import { CATEGORY_TITLES, EXPLANATIONS } from './explanations.ts'
import { document, element } from './xml.ts'

const NAMESPACE = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions'
const ROOT = { revision: '1.0', schemaVersion: '1.0', xmlns: NAMESPACE }
const SUPPORTED = 'SUPPORTED_MSEWSKonnektor'
/** Of one line of text; a list of connectors is longer than the 1,023 that hold without it. */
const MOST_CHARACTERS = 1_000_000

const string = (id: string): string => `$(string.${id})`
const LEVELS: readonly PolicyLevel[] = ['mandatory', 'recommended']
const KEYS: Readonly<Record<PolicyLevel, string>> = { mandatory: POLICY_KEY, recommended: RECOMMENDED_KEY }

function namesOf(level: PolicyLevel): PolicyName[] {
  return POLICY_NAMES.filter((name) => level === 'mandatory' || canBeRecommended(name))
}

function idOf(name: PolicyName, level: PolicyLevel): string {
  return level === 'mandatory' ? name : `${name}_Recommended`
}

/** Categories of policies with one are left out where they would be empty. */
function categoriesOf(level: PolicyLevel): (typeof POLICY_CATEGORIES)[number][] {
  return POLICY_CATEGORIES.filter((category) =>
    namesOf(level).some((name) => policyOf(name).category === category),
  )
}

function categoryId(category: string, level: PolicyLevel): string {
  return level === 'mandatory' ? `Cat_${category}` : `Cat_${category}_Recommended`
}

export function admx(): string {
  return document(
    element('policyDefinitions', ROOT, [
      // It uses no namespace of another file: Intune refuses a template whose others it does not have.
      ...element('policyNamespaces', {}, [
        ...element('target', { prefix: 'msewskonnektor', namespace: 'Winoffice.Policies.MSEWSKonnektor' }),
      ]),
      ...element('resources', { minRequiredRevision: '1.0' }),
      ...element('supportedOn', {}, [
        ...element('definitions', {}, [
          ...element('definition', { name: SUPPORTED, displayName: string(SUPPORTED) }),
        ]),
      ]),
      ...element('categories', {}, [
        ...element('category', { name: 'Cat_Winoffice', displayName: string('Cat_Winoffice') }),
        ...category('Cat_Product', 'Cat_Winoffice'),
        ...category('Cat_Recommended', 'Cat_Product'),
        ...LEVELS.flatMap((level) =>
          categoriesOf(level).flatMap((each) =>
            category(categoryId(each, level), level === 'mandatory' ? 'Cat_Product' : 'Cat_Recommended'),
          ),
        ),
      ]),
      ...element(
        'policies',
        {},
        LEVELS.flatMap((level) => namesOf(level).flatMap((name) => policy(name, level))),
      ),
    ]),
  )
}

function category(name: string, parent: string): string[] {
  return element('category', { name, displayName: string(name) }, element('parentCategory', { ref: parent }))
}

function policy(name: PolicyName, level: PolicyLevel): string[] {
  const { category: group, values } = policyOf(name)
  const id = idOf(name, level)
  const isSwitch = values.kind === 'switch'
  return element(
    'policy',
    {
      ...{ name: id, class: 'Both', displayName: string(id), explainText: string(`${id}_Explain`) },
      key: KEYS[level],
      ...(isSwitch ? { valueName: name } : { presentation: `$(presentation.${id})` }),
    },
    [
      ...element('parentCategory', { ref: categoryId(group, level) }),
      ...element('supportedOn', { ref: SUPPORTED }),
      ...(isSwitch
        ? [
            ...element('enabledValue', {}, element('decimal', { value: 1 })),
            ...element('disabledValue', {}, element('decimal', { value: 0 })),
          ]
        : element('elements', {}, valueElement(name))),
    ],
  )
}

function valueElement(name: PolicyName): string[] {
  const { values } = policyOf(name)
  const common = { id: name, valueName: name, required: 'true' }
  switch (values.kind) {
    case 'choice':
      return element(
        'enum',
        common,
        values.choices.flatMap((choice) =>
          element(
            'item',
            { displayName: string(choiceId(name, choice)) },
            element('value', {}, element('string', {}, choice)),
          ),
        ),
      )
    case 'number':
      return element('decimal', { ...common, minValue: values.range.least, maxValue: values.range.most })
    case 'text':
      return element('text', common)
    case 'connectors':
      return element('multiText', { ...common, maxLength: MOST_CHARACTERS })
    case 'switch':
      return []
  }
}

const WORDS = {
  de: {
    description: 'Richtlinien für MS EWS Konnektor',
    supported: 'MS EWS Konnektor ab Version 0.1',
    recommended: 'Empfohlen (Benutzer können es ändern)',
    recommendedNote: 'Als Empfehlung: Es gilt, bis jemand es im Programm anders einstellt.',
  },
  en: {
    description: 'Policies for MS EWS Konnektor',
    supported: 'MS EWS Konnektor 0.1 and later',
    recommended: 'Recommended (users can change it)',
    recommendedNote: 'As a recommendation: it applies until somebody sets it otherwise in the application.',
  },
} as const

export function adml(language: Language): string {
  const words = WORDS[language]
  const titles = { de, en }[language].policyTitles
  const strings: [string, string][] = [
    [SUPPORTED, words.supported],
    ['Cat_Winoffice', 'Winoffice'],
    ['Cat_Product', 'MS EWS Konnektor'],
    ['Cat_Recommended', words.recommended],
  ]
  const presentations: string[] = []
  for (const level of LEVELS) {
    for (const each of categoriesOf(level)) {
      strings.push([categoryId(each, level), CATEGORY_TITLES[each][language]])
    }
    for (const name of namesOf(level)) {
      const id = idOf(name, level)
      const explanation = EXPLANATIONS[name][language]
      strings.push([id, titles[name]])
      strings.push([
        `${id}_Explain`,
        level === 'mandatory' ? explanation : `${explanation}\n\n${words.recommendedNote}`,
      ])
      presentations.push(...presentation(name, id, titles[name]))
    }
  }
  strings.push(...POLICY_NAMES.flatMap((name) => choiceStrings(name, language)))
  return document(
    element('policyDefinitionResources', ROOT, [
      ...element('displayName', {}, 'MS EWS Konnektor'),
      ...element('description', {}, words.description),
      ...element('resources', {}, [
        ...element(
          'stringTable',
          {},
          strings.flatMap(([id, text]) => element('string', { id }, text)),
        ),
        ...element('presentationTable', {}, presentations),
      ]),
    ]),
  )
}

function presentation(name: PolicyName, id: string, title: string): string[] {
  const refId = { refId: name }
  const { values } = policyOf(name)
  const inner = (): string[] => {
    switch (values.kind) {
      case 'choice':
        return element('dropdownList', { ...refId, noSort: 'true', defaultItem: 0 }, `${title}:`)
      case 'number':
        return element('decimalTextBox', { ...refId, defaultValue: values.range.least }, `${title}:`)
      case 'text':
        return element('textBox', refId, element('label', {}, `${title}:`))
      case 'connectors':
        return element('multiTextBox', { ...refId, defaultHeight: 10 }, `${title}:`)
      case 'switch':
        return []
    }
  }
  return values.kind === 'switch' ? [] : element('presentation', { id }, inner())
}

/** Names of texts are letters, digits and underscores alone. */
function choiceId(name: PolicyName, choice: string): string {
  return `${name}_${choice.replace(/\W/g, '_')}`
}

/** As the settings call them. */
function choiceStrings(name: PolicyName, language: Language): [string, string][] {
  const definition = policyOf(name)
  if (definition.values.kind !== 'choice' || definition.governs !== 'setting') return []
  const screen: Readonly<Record<string, string>> = language === 'de' ? screenDe : screenEn
  return definition.values.choices.map((choice) => {
    const text = screen[`settings.${definition.path}.${choice}`] ?? screen[`${definition.path}.${choice}`]
    if (text === undefined) throw new Error(`The settings have no words for ${definition.path} ${choice}`)
    return [choiceId(name, choice), text]
  })
}
