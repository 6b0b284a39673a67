/** English texts of the policies: their names, where they come from, and what is wrong with one. */
import type { PolicySource } from '../domain/policies.ts'
import type { PolicyErrorTexts, PolicyTitles } from './catalogue.ts'

export const policyTitlesEn: PolicyTitles = {
  Connectors: 'Given connectors',
  AllowOwnConnectors: 'Allow connectors of one’s own',
  AllowCertificateTrust: 'Users may trust certificates',
  AllowConfigurationExport: 'Allow the export of the configuration',
  AllowImport: 'Allow the import of configurations and CSV',
  AllowTraceBodies: 'Allow recording contents',
  Language: 'Language',
  Theme: 'Colours',
  PrimeTimeZone: 'Time zone of Winoffice Prime',
  Proxy: 'Proxy',
  CloseToTray: 'Keep running when the window is closed',
  LogLevel: 'Level of detail of the log',
  UpdateMode: 'New versions',
  UpdateChannel: 'Channel of updates',
  UpdateServer: 'Update server',
  LogDays: 'Keep the log (days)',
  RunHistoryDays: 'Keep runs (days)',
  TestHistoryDays: 'Keep connection tests (days)',
  TraceBodyHours: 'Keep recorded contents (hours)',
}

export const policySourcesEn: Readonly<Record<PolicySource, string>> = {
  'machine-registry': 'computer (HKLM)',
  'machine-file': 'computer (policies.json)',
  'user-registry': 'user (HKCU)',
}

const ASK = 'Ask the person who manages this computer.'

export const policyErrorsEn: PolicyErrorTexts = {
  'policy.locked': {
    what: 'This field is set by the policy {{policy}}.',
    todo: ASK,
  },
  'policy.forbidden': {
    what: 'The policy {{policy}} does not allow this.',
    todo: ASK,
  },
  'policy.connector-given': {
    what: 'The connector “{{connector}}” is given by the policy {{policy}} and cannot be deleted.',
    todo: `You can switch it off where the field “Active” is free. ${ASK}`,
  },
  'policy.problems': {
    what: 'Policies that do not apply as written: {{count}}. The first: {{policy}}.',
    todo: 'The settings say under “Policies” what is wrong with each and what applies instead.',
  },
  'policy.unknown': {
    what: 'There is no policy {{policy}} in this version.',
    todo: 'Check the spelling, or update the application.',
  },
  'policy.invalid': {
    what: 'The value {{value}} of the policy {{policy}} is not valid.',
    todo: 'Expected: {{expected}}.',
  },
  'policy.only-mandatory': {
    what: 'The policy {{policy}} cannot be recommended.',
    todo: 'Set it as a mandatory policy.',
  },
  'policy.connector-invalid': {
    what: 'The connector {{connector}} of the policy is not created: the field {{field}} is missing or not valid.',
    todo: 'Correct it. The other connectors apply.',
  },
  'policy.connector-unknown-field': {
    what: 'The connector {{connector}} of the policy names {{field}}; there is no such field.',
    todo: 'Remove it. Passwords and secrets never come by a policy.',
  },
  'policy.connector-twice': {
    what: 'The connector “{{connector}}” of the policy has the same “id” as another one and is left out.',
    todo: 'Give each an “id” of its own.',
  },
  'policy.registry-unreadable': {
    what: 'The policies in the registry could not be read ({{reason}}).',
    todo: 'Until then what was read last applies; after the start, none of them. Read them again in the settings.',
  },
  'policy.file-unreadable': {
    what: 'The policies in {{file}} could not be read ({{reason}}).',
    todo: 'Until then what was read last applies; after the start, none of them. Correct the file (JSON in UTF-8).',
  },
  'policy.file-unknown-part': {
    what: '{{file}} holds “{{name}}”, which is neither “mandatory” nor “recommended”, or holds no policies.',
    todo: 'Policies stand in one of these two parts.',
  },
  'policy.file-too-large': {
    what: 'The file {{file}} is larger than {{bytes}} and is not read.',
    todo: 'Shorten it.',
  },
  'policy.file-not-trusted': {
    what: 'The file {{file}} does not apply, because not only administrators can change it.',
    todo: 'The file and its folder must belong to an administrator (Windows: Administrators or SYSTEM; elsewhere root), and nobody else may write to them.',
  },
  'policy.variable-ignored': {
    what: 'The environment variable {{variable}} does not hold, because of the policy {{policy}}.',
    todo: 'Remove the variable, or ask whoever sets the policies for another value.',
  },
}
