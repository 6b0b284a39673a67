import { describe, expect, it } from 'vitest'
import { configValues, parseCommandLine, wantedStyle } from '#electron/cli/arguments.ts'
import { callOf, type Call } from '#electron/cli/calls.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import type { Result } from '#shared/result.ts'

const SERVER = ['--url', 'mail.contoso.example', '--mailbox', 'anna@contoso.example', '--user', 'anna']

function callFrom(argv: readonly string[], config: Record<string, unknown> = {}): Result<Call> {
  const line = parseCommandLine(argv)
  if (line.kind !== 'command') throw new Error(`expected a command: ${JSON.stringify(line)}`)
  return callOf(line.command, config, line.given)
}

function valueOf(result: Result<Call>): Call {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function fieldsOf(result: Result<unknown>): string[] {
  if (result.ok) throw new Error('expected a failure')
  return (result.error.fields ?? []).map(({ path, code }) => `${path}: ${code}`)
}

function problemOf(argv: readonly string[]): unknown {
  const line = parseCommandLine(argv)
  return line.kind === 'wrong' ? line.error.params.problem : line.kind
}

describe('a call', () => {
  it('completes a host to the usual address of EWS', () => {
    expect(valueOf(callFrom(['test', ...SERVER]))).toMatchObject({
      command: 'test',
      mailbox: 'anna@contoso.example',
      server: {
        url: 'https://mail.contoso.example/EWS/Exchange.asmx',
        domain: '',
        user: 'anna',
        auth: 'basic',
        oauth2: DEFAULT_OAUTH2,
      },
      passwordStdin: false,
      style: { json: false, language: 'en', progress: false },
    })
  })

  it('imports into the e-mail account with the address of the mailbox, unless another one is named', () => {
    const own = callFrom(['sync', ...SERVER, '--data', 'd'])
    expect(valueOf(own)).toMatchObject({
      connection: {
        primeAddress: 'anna@contoso.example',
        owner: { kind: 'employee', name: 'anna@contoso.example' },
      },
    })
    const other = ['--prime-address', 'team@firma.ch', '--owner', 'Verkauf', '--owner-kind', 'team']
    expect(valueOf(callFrom(['sync', ...SERVER, '--data', 'd', ...other]))).toMatchObject({
      connection: { primeAddress: 'team@firma.ch', owner: { kind: 'team', name: 'Verkauf' } },
    })
  })

  it('takes limit and offset from options and from a file alike', () => {
    const argv = ['list', '--data', 'd', '--mailbox', 'anna@contoso.example']
    expect(valueOf(callFrom([...argv, '--limit', '7', '--offset', '14']))).toMatchObject({
      limit: 7,
      offset: 14,
    })
    expect(valueOf(callFrom(argv, { limit: 7 }))).toMatchObject({ limit: 7, offset: 0 })
  })

  it('names every option that is missing at once', () => {
    const required = (names: string[]) => names.map((name) => `${name}: field.required`)
    expect(fieldsOf(callFrom(['test']))).toEqual(required(['url']))
    expect(fieldsOf(callFrom(['test', '--url', 'x', '--user', 'anna']))).toEqual(required(['mailbox']))
    expect(fieldsOf(callFrom(['sync']))).toEqual(required(['url', 'mailbox', 'data']))
    expect(fieldsOf(callFrom(['list']))).toEqual(required(['data', 'prime-address']))
    expect(fieldsOf(callFrom(['export', '--all']))).toEqual(required(['data', 'to', 'prime-address']))
  })

  it.each([
    [['--mailbox', 'anna'], 'mailbox: mailbox.invalid'],
    [['--auth', 'kerberos'], 'auth: field.invalid'],
    [['--language', 'fr'], 'language: field.invalid'],
    [['--url', ' '], 'url: field.required'],
  ])('with %j is refused', (options, field) => {
    expect(fieldsOf(callFrom(['test', ...options]))).toContain(field)
  })

  it.each(['0', '501', '-1', 'ten', '1.5'])('refuses to list %s e-mails', (limit) => {
    expect(fieldsOf(callFrom(['list', '--limit', limit]))).toEqual(['limit: field.invalid'])
  })

  it('exports either one e-mail or all', () => {
    const id = '86569393-9c40-43c1-95a1-68cf496e30ef'
    const argv = ['export', '--data', 'd', '--to', 't']
    expect(valueOf(callFrom([...argv, '--id', id]))).toMatchObject({ what: { kind: 'one', id } })
    const both = callFrom([...argv, '--id', id, '--all', '--mailbox', 'anna@contoso.example'])
    for (const result of [callFrom(argv), both]) {
      expect(result.ok ? null : result.error.params.problem).toBe('id-or-all')
    }
  })
})

describe('the search for a server', () => {
  const ANNA = ['find', 'anna@contoso.example']

  it('needs the address alone', () => {
    expect(valueOf(callFrom(ANNA))).toMatchObject({
      mailbox: 'anna@contoso.example',
      user: null,
      server: null,
      allowedHosts: [],
    })
    expect(fieldsOf(callFrom(['find']))).toEqual(['mailbox: field.required'])
  })

  it('takes the user with the domain, and hosts as often as they are given', () => {
    const more = ['--user', 'anna', '--domain', 'CONTOSO', '--server', 'ex01:444']
    const hosts = ['--allow-host', 'a.example', '--allow-host', 'b.example']
    expect(valueOf(callFrom([...ANNA, ...more, ...hosts]))).toMatchObject({
      user: 'CONTOSO\\anna',
      server: 'ex01:444',
      allowedHosts: ['a.example', 'b.example'],
    })
    const config = { 'allow-host': ['c.example'] }
    expect(valueOf(callFrom(ANNA, config))).toMatchObject({ allowedHosts: ['c.example'] })
    expect(valueOf(callFrom([...ANNA, ...hosts], config))).toMatchObject({
      allowedHosts: ['a.example', 'b.example'],
    })
  })

  it.each([
    [['--server', 'https://ex01.contoso.example'], 'server: field.invalid'],
    [['--allow-host', 'a.example@b.example'], 'allow-host.0: field.invalid'],
  ])('refuses %j', (options, field) => {
    expect(fieldsOf(callFrom([...ANNA, ...options]))).toEqual([field])
  })
})

describe('a wrong call', () => {
  it.each([
    [[], 'no-command'],
    [['synchronise'], 'unknown-command'],
    [['sync', '--url'], 'option-without-value'],
    [['sync', 'anna'], 'excess-arguments'],
    [['sync', '--limit', '1'], 'unknown-option'],
  ])('%j is told as %s', (argv, problem) => {
    expect(problemOf(argv)).toBe(problem)
  })

  it.each([
    ['--password', 'geheim'],
    ['--password=geheim'],
    ['--Password=geheim'],
    ['--passwort', 'geheim'],
    ['--pass=geheim'],
    ['-pw', 'geheim'],
  ])('refuses the password in %s, wherever it stands', (...option) => {
    expect(problemOf(['sync', ...SERVER, ...option])).toBe('password-option')
    expect(problemOf([...option, 'sync'])).toBe('password-option')
  })

  it.each(['--passw0rd=geheim', '-pgeheim', '--secret=geheim'])('never repeats the value of %s', (option) => {
    const line = parseCommandLine(['sync', option])
    expect(line.kind).toBe('wrong')
    expect(JSON.stringify(line)).not.toContain('geheim')
  })

  it('is told in the wanted style', () => {
    expect(wantedStyle(['--json', '--language', 'de'])).toMatchObject({ json: true, language: 'de' })
    expect(wantedStyle(['--language=de'])).toMatchObject({ json: false, language: 'de' })
    expect(wantedStyle(['--language', 'fr'])).toMatchObject({ json: false, language: 'en' })
  })
})

describe('a configuration file', () => {
  const problem = (result: Result<unknown>) => (result.ok ? null : result.error.params)

  it('has the names of the options, and options win', () => {
    const config = {
      url: 'a.example',
      mailbox: 'a@a.example',
      user: 'a',
      json: true,
      'prime-address': 'p@a.ch',
    }
    expect(configValues(config, 'f.json')).toEqual({ ok: true, value: config })
    const call = callFrom(['sync', '--url', 'b.example', '--data', 'd'], config)
    expect(valueOf(call)).toMatchObject({
      connection: {
        server: { url: 'https://b.example/EWS/Exchange.asmx', user: 'a' },
        primeAddress: 'p@a.ch',
      },
      style: { json: true },
    })
  })

  it.each(['password', 'Passwort', 'pwd', 'clientSecret'])(
    'with “%s” is refused, without its value',
    (name) => {
      const result = configValues({ [name]: 'geheim' }, 'f.json')
      expect(problem(result)).toEqual({ problem: 'password-in-config', file: 'f.json', name })
    },
  )

  it('with a name that is no option is refused', () => {
    expect(problem(configValues({ uri: 'x' }, 'f.json'))).toMatchObject({ problem: 'config-unknown-name' })
    expect(problem(configValues({ config: 'x' }, 'f.json'))).toMatchObject({ problem: 'config-unknown-name' })
  })

  it.each([[[]], [null], ['text'], [3]])('that holds %j is refused', (content) => {
    expect(problem(configValues(content, 'f.json'))).toMatchObject({ problem: 'config-unreadable' })
  })
})

it('help is shown, with the exit codes and the way of the password', () => {
  const line = parseCommandLine(['--help'])
  expect(line.kind === 'help' && line.text).toContain('EWS_KONNEKTOR_PASSWORD')
  expect(parseCommandLine(['sync', '--help']).kind).toBe('help')
})
