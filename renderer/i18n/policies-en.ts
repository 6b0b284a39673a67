import type { policiesDe } from './policies-de.ts'

/** Locked fields, and the card of the policies. */
export const policiesEn: Readonly<Record<keyof typeof policiesDe, string>> = {
  'policies.title': 'Policies',
  'policies.lockedBy': 'Set by the policy {{policy}}, {{source}}',
  'policies.forbiddenBy': 'Not allowed by the policy {{policy}}, {{source}}',
  'policies.noOwnConnectors': 'The policy {{policy}} allows no connectors of one’s own, {{source}}',
  'policies.connector': 'Given by a policy',
  'policies.connector.hint':
    'A policy gives this connector, {{source}}. It cannot be deleted; fields with a lock cannot be changed. When the policy goes, it stays with its accounts as an ordinary connector.',
  'policies.none': 'No policies are set on this computer. All settings are free.',
  'policies.inForce_one': '1 policy applies.',
  'policies.inForce_other': '{{count}} policies apply.',
  'policies.table': 'Policies in force',
  'policies.policy': 'Policy',
  'policies.value': 'Value',
  'policies.source': 'From',
  'policies.level.mandatory': 'mandatory',
  'policies.level.recommended': 'recommended',
  'policies.level.overridden': 'recommended, set otherwise here',
  'policies.on': 'on',
  'policies.off': 'off',
  'policies.problems': 'What does not apply as written',
  'policies.instead': 'Instead applies: {{value}} ({{source}}).',
  'policies.insteadOwn': 'Instead applies what is set here.',
  'policies.reload': 'Read again',
  'policies.reload.hint':
    'Policies are read at the start, then every 15 minutes and when the window comes to the front.',
  'policies.reloaded': 'The policies have been read.',
}
