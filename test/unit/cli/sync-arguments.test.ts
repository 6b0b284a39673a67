/** The calls of the synchronisation and of Winoffice Prime. */
import { describe, expect, it } from 'vitest'
import { parseCommandLine } from '#electron/cli/arguments.ts'
import { callOf, type Call } from '#electron/cli/calls.ts'
import type { AppError } from '#shared/errors.ts'

const ID = '7d1f6c9e-2c5b-4b5e-9a39-0d6f0e9a1b11'

function answerTo(...argv: string[]) {
  const line = parseCommandLine([...argv, '--data', 'd'])
  if (line.kind !== 'command') throw new Error(JSON.stringify(line))
  return callOf(line.command, {}, line.given)
}

function callFrom(...argv: string[]): Call {
  const call = answerTo(...argv)
  if (!call.ok) throw new Error(JSON.stringify(call.error))
  return call.value
}

function errorOf(...argv: string[]): AppError {
  const call = answerTo(...argv)
  if (call.ok) throw new Error('accepted')
  return call.error
}

describe('sync', () => {
  it('takes a connection that is known by its e-mail account alone', () => {
    expect(callFrom('sync', '--account', 'anna@firma.ch', '--dry-run')).toMatchObject({
      connection: { account: 'anna@firma.ch', user: '' },
      dryRun: true,
      allowMassDeletion: false,
    })
  })

  it('leaves everything as it is saved that is not said', () => {
    expect(callFrom('sync', '--account', 'anna@firma.ch')).toMatchObject({
      choices: {
        syncedKinds: undefined,
        receiveOnly: undefined,
        firstSyncDays: undefined,
        mailsAttendees: undefined,
      },
    })
  })

  it('takes kinds, window, receiving alone and mail to attendees', () => {
    const chosen = callFrom(
      ...['sync', '--account', 'anna@firma.ch', '--kinds', 'tasks, emails'],
      ...['--days', '30', '--receive-only', '--no-mail-attendees'],
    )
    expect(chosen).toMatchObject({
      choices: {
        syncedKinds: ['emails', 'tasks'],
        firstSyncDays: 30,
        receiveOnly: true,
        mailsAttendees: false,
      },
    })
    expect(callFrom('sync', '--account', 'a@b.ch', '--days', 'all')).toMatchObject({
      choices: { firstSyncDays: null },
    })
  })

  it.each([
    ['--kinds', 'contacts'],
    ['--days', '0'],
    ['--days', 'sometimes'],
  ])('refuses %s %s', (option, value) => {
    const error = errorOf('sync', '--account', 'anna@firma.ch', option, value)
    expect(error.fields?.map(({ path }) => `--${path.split('.')[0] ?? ''}`)).toEqual([option])
  })
})

describe('reports', () => {
  it.each(['status', 'problems', 'runs'])('%s tells of all accounts, or of one', (command) => {
    expect(callFrom(command)).toMatchObject({ command, account: null })
    expect(callFrom(command, '--account', 'a@b.ch')).toMatchObject({ account: 'a@b.ch' })
  })

  it('retry wants to know of what', () => {
    expect(errorOf('retry', '--account', 'a@b.ch').params.problem).toBe('object-or-all')
    expect(callFrom('retry', '--account', 'a@b.ch', '--all')).toMatchObject({ id: null })
    expect(callFrom('retry', '--account', 'a@b.ch', '--object-id', 'AAMk=')).toMatchObject({ id: 'AAMk=' })
  })

  it('conflicts lists, or restores one', () => {
    expect(callFrom('conflicts', '--account', 'a@b.ch')).toMatchObject({ restore: null, limit: 50 })
    expect(callFrom('conflicts', '--account', 'a@b.ch', '--restore', 'c1')).toMatchObject({ restore: 'c1' })
  })
})

describe('prime', () => {
  it('create names what it creates and takes repeated options', () => {
    const call = callFrom(
      ...['prime', 'create', 'email', '--account', 'a@b.ch', '--subject', 'S'],
      ...['--to', 'x@y.ch', '--to', 'Z <z@y.ch>', '--category', 'Blau'],
    )
    expect(call).toMatchObject({
      command: 'prime create',
      what: 'email',
      values: { subject: 'S', to: ['x@y.ch', 'Z <z@y.ch>'], category: ['Blau'] },
    })
  })

  it('create and list refuse what there is not', () => {
    expect(errorOf('prime', 'create', 'contact', '--account', 'a@b.ch').params.problem).toBe('unknown-object')
    expect(errorOf('prime', 'list', 'contacts', '--account', 'a@b.ch').params.problem).toBe('unknown-object')
  })

  it('update, delete and show need the object', () => {
    for (const command of ['update', 'delete', 'show']) {
      expect(errorOf('prime', command).fields).toMatchObject([{ path: 'id', code: 'field.required' }])
    }
    expect(callFrom('prime', 'delete', '--id', ID, '--expected', '7')).toMatchObject({ id: ID, expected: 7 })
  })

  it('without a command of its own is a wrong call', () => {
    expect(parseCommandLine(['prime'])).toMatchObject({ kind: 'wrong' })
    expect(parseCommandLine(['prime', 'create'])).toMatchObject({ kind: 'wrong' })
  })
})
