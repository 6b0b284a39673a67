/** What a user sets in the environment leads around no policy. */
import { describe, expect, it } from 'vitest'
import { governEnvironment } from '#electron/policies/govern-environment.ts'
import { policySet } from '#electron/policies/policy-set.ts'
import type { RawPolicy } from '#electron/policies/raw-policies.ts'

const OF_USER = {
  EWS_KONNEKTOR_PROXY: 'http://proxy.fremd.example:3128',
  EWS_KONNEKTOR_CA_FILE: '/tmp/fremd.pem',
  PATH: '/usr/bin',
}

function governed(...policies: readonly (Pick<RawPolicy, 'name' | 'level'> & { readonly value: unknown })[]) {
  const raw = policies.map(({ name, level, value }): RawPolicy => {
    return { name, level, source: 'machine-file', value: { kind: 'json', value } }
  })
  const { environment, notices } = governEnvironment(OF_USER, policySet([{ policies: raw, problems: [] }]))
  const { EWS_KONNEKTOR_PROXY: proxy, EWS_KONNEKTOR_CA_FILE: authorities, PATH } = environment
  expect(PATH).toBe('/usr/bin')
  return {
    proxy,
    authorities,
    notices: notices.map(({ code, params }) => [code, params.variable, params.policy]),
  }
}

describe('variables of the environment', () => {
  it('hold without a policy, and where it is only recommended', () => {
    const all = {
      proxy: OF_USER.EWS_KONNEKTOR_PROXY,
      authorities: OF_USER.EWS_KONNEKTOR_CA_FILE,
      notices: [],
    }
    expect(governed()).toEqual(all)
    expect(governed({ name: 'Proxy', level: 'recommended', value: 'none' })).toEqual(all)
    expect(governed({ name: 'AllowCertificateTrust', level: 'mandatory', value: true })).toEqual(all)
  })

  it('name no proxy where the policy does, and say so', () => {
    expect(governed({ name: 'Proxy', level: 'mandatory', value: 'none' })).toEqual({
      proxy: undefined,
      authorities: OF_USER.EWS_KONNEKTOR_CA_FILE,
      notices: [['policy.variable-ignored', 'EWS_KONNEKTOR_PROXY', 'Proxy']],
    })
  })

  it('add no authority where nobody may trust certificates, and say so', () => {
    expect(governed({ name: 'AllowCertificateTrust', level: 'mandatory', value: false })).toEqual({
      proxy: OF_USER.EWS_KONNEKTOR_PROXY,
      authorities: undefined,
      notices: [['policy.variable-ignored', 'EWS_KONNEKTOR_CA_FILE', 'AllowCertificateTrust']],
    })
  })
})
