/** Variables of the environment that a person can set do not lead around what an administrator has set. */
import { appError, type AppError } from '#shared/errors.ts'
import type { PolicySet } from './policy-set.ts'

export const PROXY_VARIABLE = 'EWS_KONNEKTOR_PROXY'
export const AUTHORITIES_VARIABLE = 'EWS_KONNEKTOR_CA_FILE'

export type GovernedEnvironment = {
  /** Without the variables that do not hold. */
  readonly environment: NodeJS.ProcessEnv
  /** `policy.variable-ignored` for each variable that is set and does not hold. */
  readonly notices: readonly AppError[]
}

export function governEnvironment(
  environment: NodeJS.ProcessEnv,
  { settings, forbidden }: Pick<PolicySet, 'settings' | 'forbidden'>,
): GovernedEnvironment {
  const proxy = settings.find(({ path, level }) => path === 'proxy' && level === 'mandatory')
  const rules = [
    { variable: PROXY_VARIABLE, policy: proxy?.policy },
    { variable: AUTHORITIES_VARIABLE, policy: forbidden.get('certificateTrust')?.policy },
  ]
  const broken = rules.filter(({ variable, policy }) => policy !== undefined && environment[variable])
  const ignored = new Set(broken.map(({ variable }) => variable))
  return {
    environment: Object.fromEntries(Object.entries(environment).filter(([name]) => !ignored.has(name))),
    notices: broken.map(({ variable, policy = '' }) =>
      appError('policy.variable-ignored', { variable, policy }),
    ),
  }
}
