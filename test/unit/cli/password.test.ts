import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { PASSWORD_VARIABLE, readPassword, type PasswordSource } from '#electron/cli/password.ts'

async function read(source: Partial<PasswordSource>) {
  const result = await readPassword({
    environment: {},
    input: Readable.from([]),
    fromInput: false,
    signal: new AbortController().signal,
    ...source,
  })
  return result.ok ? { password: result.value } : { code: result.error.code, params: result.error.params }
}

const piped = (...chunks: (string | Buffer)[]) =>
  read({ fromInput: true, input: Readable.from(chunks.map((chunk) => Buffer.from(chunk))) })

describe('the password', () => {
  it('comes from the environment, as it is', async () => {
    expect(await read({ environment: { [PASSWORD_VARIABLE]: ' Grüezi: wohl ' } })).toEqual({
      password: ' Grüezi: wohl ',
    })
  })

  it('comes from the first line of standard input, which counts more than the environment', async () => {
    const input = Readable.from([Buffer.from('piped\nsecond line')])
    const environment = { [PASSWORD_VARIABLE]: 'from the environment' }
    expect(await read({ fromInput: true, input, environment })).toEqual({ password: 'piped' })
  })

  it.each([
    ['a Windows line end', ['geheim\r\n'], 'geheim'],
    ['no line end', ['geheim'], 'geheim'],
    ['pieces', ['ge', 'heim', '\nrest'], 'geheim'],
    ['a byte order mark', ['\uFEFFgeheim\n'], 'geheim'],
    ['spaces that belong to it', [' geheim \n'], ' geheim '],
  ])('is read with %s', async (_name, chunks, password) => {
    expect(await piped(...chunks)).toEqual({ password })
  })

  it('is read right when a letter is cut in two', async () => {
    const bytes = Buffer.from('Grüezi\n')
    expect(await piped(bytes.subarray(0, 3), bytes.subarray(3))).toEqual({ password: 'Grüezi' })
  })

  it('does not wait for the end of standard input', async () => {
    const input = new Readable({ read: () => undefined })
    input.push('geheim\n')
    expect(await read({ fromInput: true, input })).toEqual({ password: 'geheim' })
  })

  it('is missing when there is none', async () => {
    expect((await read({})).code).toBe('secret.not-stored')
    expect((await read({ environment: { [PASSWORD_VARIABLE]: '' } })).code).toBe('secret.not-stored')
    expect((await piped()).code).toBe('secret.not-stored')
    expect((await piped('\nsecond line')).code).toBe('secret.not-stored')
  })

  it('is not read from a terminal, where it would be visible', async () => {
    const input = Object.assign(Readable.from([Buffer.from('geheim\n')]), { isTTY: true })
    expect((await read({ fromInput: true, input })).params?.problem).toBe('stdin-is-terminal')
  })

  it('is refused when it is longer than the vault takes', async () => {
    expect((await piped('x'.repeat(1025))).code).toBe('input.invalid')
    expect((await piped('x'.repeat(10_000))).code).toBe('input.invalid')
  })

  it('is not waited for after Ctrl+C', async () => {
    const abort = new AbortController()
    const input = new Readable({ read: () => undefined })
    const waiting = read({ fromInput: true, input, signal: abort.signal })
    abort.abort()
    expect((await waiting).code).toBe('sync.cancelled')
  })
})
