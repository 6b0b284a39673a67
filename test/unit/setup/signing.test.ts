import { describe, expect, it } from 'vitest'
import { describeSigning, macSigning, windowsSigning, type Environment } from '#resources/setup/signing.ts'

const AZURE = {
  EWS_KONNEKTOR_SIGN_ENDPOINT: 'https://weu.codesigning.azure.net',
  EWS_KONNEKTOR_SIGN_ACCOUNT: 'account',
  EWS_KONNEKTOR_SIGN_PROFILE: 'profile',
  EWS_KONNEKTOR_SIGN_PUBLISHER: 'CN=Contoso',
  AZURE_TENANT_ID: 'tenant',
  AZURE_CLIENT_ID: 'client',
  AZURE_CLIENT_SECRET: 'secret',
}
const without = (name: string) => ({ ...AZURE, [name]: undefined })

describe('signing for Windows', () => {
  it('is left out without variables, and packing says so', () => {
    expect(windowsSigning({})).toEqual({ way: 'none' })
    expect(describeSigning({ windows: true, mac: true }, { WIN_CSC_LINK: ' ' })).toEqual([
      expect.stringMatching(/^Windows: NOT SIGNED/),
      expect.stringMatching(/^macOS: NOT SIGNED/),
    ])
    expect(describeSigning({ windows: false, mac: false }, {})).toEqual([])
  })

  it.each([
    [{ WIN_CSC_LINK: 'c.pfx', WIN_CSC_KEY_PASSWORD: 'p' }, { way: 'file' }],
    [{ CSC_LINK: 'c.pfx', CSC_KEY_PASSWORD: 'p' }, { way: 'file' }],
    [{ EWS_KONNEKTOR_SIGN_SUBJECT: 'Contoso' }, { way: 'store', subject: 'Contoso', sha1: null }],
    [{ EWS_KONNEKTOR_SIGN_SHA1: 'ab12' }, { way: 'store', subject: null, sha1: 'ab12' }],
    [
      AZURE,
      {
        way: 'azure',
        endpoint: 'https://weu.codesigning.azure.net',
        account: 'account',
        profile: 'profile',
        publisher: 'CN=Contoso',
      },
    ],
  ])('goes the way whose variables are there: %o', (environment, signing) => {
    expect(windowsSigning(environment)).toEqual(signing)
  })

  it.each<[Environment, RegExp]>([
    [{ WIN_CSC_LINK: 'c.pfx' }, /WIN_CSC_KEY_PASSWORD or CSC_KEY_PASSWORD is missing.*WIN_CSC_LINK is there/],
    [{ WIN_CSC_KEY_PASSWORD: 'p' }, /WIN_CSC_LINK or CSC_LINK is missing/],
    ...Object.keys(AZURE).map((name): [Environment, RegExp] => [
      without(name),
      new RegExp(`missing in the environment: .*${name}`),
    ]),
    [{ ...without('AZURE_CLIENT_SECRET'), AZURE_USERNAME: 'anna' }, /AZURE_USERNAME and AZURE_PASSWORD/],
  ])('is refused with the names of what is missing: %o', (environment, message) => {
    expect(() => windowsSigning(environment)).toThrow(message)
  })

  it('takes variables of Azure that serve something else for no wish to sign', () => {
    expect(windowsSigning({ AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client' })).toEqual({ way: 'none' })
  })

  it('is refused when two ways are named, and never says a secret', () => {
    const both = { ...AZURE, WIN_CSC_LINK: 'c.pfx', WIN_CSC_KEY_PASSWORD: 'hunter2' }
    expect(() => windowsSigning(both)).toThrow(/more than one way to sign for Windows \(file, azure\)/)
    expect(() => windowsSigning(both)).not.toThrow(/hunter2/)
  })
})

describe('signing for macOS', () => {
  const certificate = { CSC_LINK: 'c.p12', CSC_KEY_PASSWORD: 'p' }
  const apple = { APPLE_ID: 'a', APPLE_APP_SPECIFIC_PASSWORD: 'b', APPLE_TEAM_ID: 'c' }

  it('goes with a certificate, notarized where Apple is named too', () => {
    expect(macSigning({})).toEqual({ way: 'none' })
    expect(macSigning({ CSC_NAME: 'Contoso' })).toEqual({ way: 'certificate', isNotarized: false })
    expect(macSigning(certificate)).toEqual({ way: 'certificate', isNotarized: false })
    expect(macSigning({ ...certificate, ...apple })).toEqual({ way: 'certificate', isNotarized: true })
  })

  it.each([
    [{ CSC_LINK: 'c.p12' }, /CSC_KEY_PASSWORD is missing/],
    [apple, /CSC_LINK and CSC_KEY_PASSWORD, or CSC_NAME, are needed too/],
    [{ ...certificate, APPLE_ID: 'a' }, /APPLE_APP_SPECIFIC_PASSWORD, APPLE_TEAM_ID/],
    [{ ...certificate, APPLE_API_KEY: 'k' }, /APPLE_API_KEY_ID, APPLE_API_ISSUER/],
  ])('is refused with the names of what is missing: %o', (environment, message) => {
    expect(() => macSigning(environment)).toThrow(message)
  })
})
