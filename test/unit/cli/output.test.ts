import { describe, expect, it } from 'vitest'
import { failed, print, type Answer } from '#electron/cli/output.ts'
import { progressOn } from '#electron/cli/progress.ts'
import { translator } from '#electron/cli/texts.ts'
import { missingOptions, usageError, USAGE_PROBLEMS } from '#electron/cli/usage-error.ts'
import { appError, ERROR_CODES } from '#shared/errors.ts'

const plain = { json: false, language: 'en', progress: false } as const
const json = { ...plain, json: true }
const t = translator('en')

const done: Answer = { error: null, json: { total: 1 }, lines: ['one line'] }

describe('the JSON document', () => {
  it('is all there is on standard output', () => {
    const printed = print(done, json, t)
    expect(JSON.parse(printed.output)).toEqual({ ok: true, total: 1, error: null })
    expect(printed).toMatchObject({ errors: '', exitCode: 0 })
  })

  it('tells an error with code and words', () => {
    const error = appError('sign-in.refused', { userName: 'CONTOSO\\anna' })
    const printed = print(failed(error), json, t)
    expect(JSON.parse(printed.output)).toEqual({
      ok: false,
      error: {
        code: 'sign-in.refused',
        category: 'auth',
        retry: 'after-change',
        params: { userName: 'CONTOSO\\anna' },
        what: 'The server refused the sign-in as CONTOSO\\anna.',
        todo: expect.stringContaining('Check user name') as string,
      },
    })
    expect(printed).toMatchObject({ errors: '', exitCode: 1 })
  })

  it('names the options whose values are wrong', () => {
    const { output } = print(failed(missingOptions(['url'])), json, t)
    expect(JSON.parse(output)).toMatchObject({
      error: { fields: [{ option: '--url', code: 'field.required', what: 'This value is missing.' }] },
    })
  })
})

describe('the lines to read', () => {
  it('separate the answer from the error', () => {
    const printed = print({ ...done, error: appError('prime.disk-full') }, plain, t)
    expect(printed.output).toBe('one line\n')
    expect(printed.errors).toContain('Error prime.disk-full: The disk of the data folder is full.')
  })

  it('hold nothing that a terminal would act upon', () => {
    const subject = 'a\u001B[2J\u0007b\rc\u202Etxt.exe'
    expect(print({ ...done, lines: [subject] }, plain, t).output).toBe('a [2J b c txt.exe\n')
    const error = appError('internal.unexpected', { reason: subject })
    // eslint-disable-next-line no-control-regex
    expect(print(failed(error), plain, t).errors).not.toMatch(/[\u001B\u0007\u202E]/)
  })

  it('are German when asked for', () => {
    const printed = print(
      failed(appError('secret.not-stored')),
      { ...plain, language: 'de' },
      translator('de'),
    )
    expect(printed.errors).toContain('Das Passwort fehlt.')
    expect(printed.errors).toContain('EWS_KONNEKTOR_PASSWORD')
  })
})

it.each([
  [null, 0],
  [appError('network.timeout', { host: 'h', seconds: 5 }), 1],
  [appError('secret.not-stored'), 1],
  [appError('input.invalid'), 2],
  [usageError('password-option'), 2],
  [appError('sync.cancelled'), 130],
  [appError('test.cancelled'), 130],
])('%j ends with exit code %i', (error, exitCode) => {
  expect(print({ ...done, error }, json, t).exitCode).toBe(exitCode)
})

it.each(['de', 'en'] as const)('every error and every wrong call has words in “%s”', (language) => {
  const style = { json: false, language, progress: false }
  const errors = [
    ...ERROR_CODES.map((code) => appError(code)),
    ...USAGE_PROBLEMS.map((problem) => usageError(problem)),
  ]
  for (const error of errors) {
    const { errors: text } = print(failed(error), style, translator(language))
    expect(text).not.toMatch(/\b(errors|usage|cli)\.[a-z]/)
    expect(text.trim().split('\n').length).toBeGreaterThanOrEqual(2)
  }
})

describe('progress', () => {
  const streamOf = (isTTY: boolean) => {
    const written: string[] = []
    return { written, isTTY, write: (text: string) => written.push(text) }
  }

  it('is silent where nobody looks', () => {
    const stream = streamOf(false)
    progressOn(stream, false).show('1 of 2')
    expect(stream.written).toEqual([])
  })

  it('is lines when asked for, each once', () => {
    const stream = streamOf(false)
    const progress = progressOn(stream, true)
    for (const line of ['1 of 2', '1 of 2', '2 of 2']) progress.show(line)
    progress.end()
    expect(stream.written).toEqual(['1 of 2\n', '2 of 2\n'])
  })

  it('overwrites its line on a terminal and takes it away at the end', () => {
    const stream = streamOf(true)
    const progress = progressOn(stream, false)
    progress.show('1 of 2')
    progress.end()
    expect(stream.written).toEqual(['\r\u001B[K1 of 2', '\r\u001B[K'])
  })
})
