/**
 * The settings as everybody sees them: what is stored, with the policies above it. What a person has stored stays as it
 * is under a policy, and holds again when the policy goes.
 *
 * A recommendation holds for what nobody has decided. What is stored as the application has it from the beginning was
 * decided by nobody, unless it was chosen against a recommendation, which `ownChoices` remembers.
 */
import { isDeepStrictEqual } from 'node:util'
import { DEFAULT_SETTINGS, type Settings } from '#shared/domain/settings.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Documents } from '../config/documents.ts'
import { valueAt, withValueAt } from './at-path.ts'
import type { Policies } from './policies.ts'
import type { SettingPolicy } from './policy-set.ts'

export function governSettings(
  { settings, ownChoices }: Pick<Documents, 'settings' | 'ownChoices'>,
  policies: Policies,
): void {
  const holds = ({ level, path }: SettingPolicy, stored: Settings): boolean =>
    level === 'mandatory' ||
    (isDeepStrictEqual(valueAt(stored, path), valueAt(DEFAULT_SETTINGS, path)) &&
      !ownChoices.get().settings.includes(path))

  settings.lookThrough({
    shown: (stored) =>
      policies.set.settings
        .filter((policy) => holds(policy, stored))
        .reduce((all, { path, value }) => withValueAt(all, path, value), stored),
    stored: (wanted, shown, stored) => {
      let kept = wanted
      const decided: string[] = []
      for (const policy of policies.set.settings) {
        const { path, level } = policy
        if (isDeepStrictEqual(valueAt(wanted, path), valueAt(shown, path))) {
          kept = withValueAt(kept, path, valueAt(stored, path))
        } else if (level === 'mandatory') return refused(policy)
        else decided.push(path)
      }
      if (decided.length > 0) {
        const noted = ownChoices.update((own) => ({ settings: [...new Set([...own.settings, ...decided])] }))
        if (!noted.ok) return noted
      }
      return ok(kept)
    },
  })
}

function refused({ policy, source, path }: SettingPolicy): Result<never> {
  const error = { code: 'policy.locked', params: { policy, source } } as const
  return failure(appError(error.code, error.params, [{ path, ...error }]))
}
