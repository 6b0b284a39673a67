import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCommand, type Call } from '#electron/command/arguments.ts'
import { EXIT_TABLE } from '#electron/command/exit-codes.ts'

const FOLDER = path.resolve('/somewhere')

function callOf(...argv: string[]): Call {
  const parsed = parseCommand(argv, FOLDER)
  if (parsed.is !== 'call') throw new Error(JSON.stringify(parsed))
  return parsed.call
}

const wrong = (...argv: string[]) => {
  const parsed = parseCommand(argv, FOLDER)
  return parsed.is === 'wrong' ? { code: parsed.error.code, ...parsed.error.params } : parsed
}

describe('a command', () => {
  it('names its accounts by address, by connector, or all', () => {
    expect(callOf('test', 'anna@contoso.example', 'beat@contoso.example')).toMatchObject({
      which: { by: 'accounts', names: ['anna@contoso.example', 'beat@contoso.example'] },
    })
    expect(callOf('sync', '--connector', 'Head office')).toMatchObject({
      which: { by: 'connector', name: 'Head office' },
    })
    expect(callOf('sync', '--all', '--dry-run')).toMatchObject({
      which: { by: 'all' },
      dryRun: true,
      first: false,
    })
    expect(callOf('test', '--', '--odd')).toMatchObject({ which: { by: 'accounts', names: ['--odd'] } })
  })

  it('does nothing when it is not clear which accounts are meant', () => {
    for (const argv of [
      ['sync'],
      ['sync', '--all', 'anna@contoso.example'],
      ['test', '--all', '--connector', 'x'],
    ]) {
      expect(wrong(...argv)).toEqual({ code: 'command.nothing-chosen' })
    }
  })

  it('writes files where its caller is', () => {
    expect(callOf('support-package', '--to', 'support.zip')).toMatchObject({
      to: path.join(FOLDER, 'support.zip'),
      names: 'replaced',
      subjects: 'left-out',
    })
    expect(callOf('status', '--output', 'status.json').style.output).toBe(path.join(FOLDER, 'status.json'))
  })

  it('is answered in one format', () => {
    expect(callOf('status', '--prtg').style.format).toBe('prtg')
    expect(wrong('status', '--prtg', '--nagios')).toMatchObject({ problem: 'other' })
  })

  it.each([
    [['statu'], 'unknown-command'],
    [['status', 'anna@contoso.example'], 'excess-arguments'],
    [['support-package'], 'option-without-value'],
    [['status', '--language', 'fr'], 'other'],
    [['sync', '--all', '--wait', 'long'], 'other'],
    [['status', '--first'], 'unknown-option'],
  ])('that is wrong is told: %j', (argv, problem) => {
    expect(wrong(...argv)).toMatchObject({ code: 'input.invalid', problem })
  })

  it('has a help with the meaning of every exit code', () => {
    for (const argv of [['help'], ['--help']]) {
      const help = parseCommand(argv, FOLDER)
      const text = help.is === 'help' ? help.text : ''
      for (const { code, en } of EXIT_TABLE) expect(text).toContain(`\n  ${String(code).padEnd(4)} ${en}\n`)
    }
  })
})
