/** How what is refused at the very start is told, before anything of the services is there. */
import { expect, it } from 'vitest'
import { printFailure } from '#electron/command/print.ts'
import { wantedCommandStyle } from '#electron/command/style.ts'
import { appError } from '#shared/errors.ts'

const refused = (...argv: string[]) =>
  printFailure(appError('command.no-display'), wantedCommandStyle(argv), 'de')

it('a command that cannot begin says so in the language that it asks for, else in that of the computer', () => {
  expect(refused('status').errors).toMatch(/^Fehler command\.no-display: /)
  for (const asked of [['--language', 'en'], ['--language=en']]) {
    expect(refused('status', ...asked)).toMatchObject({
      ...{ exitCode: 1, output: '' },
      errors: expect.stringMatching(/^Error command\.no-display: This computer has no display\.\n/) as string,
    })
  }
})

it('a command that cannot begin answers a monitoring system in its own form', () => {
  expect(refused('status', '--nagios', '--language=en')).toMatchObject({
    ...{ exitCode: 3, errors: '' },
    output: expect.stringMatching(/^EWS KONNEKTOR UNKNOWN: .*Call ews-konnektor.*\n$/) as string,
  })
  const prtg = refused('status', '--prtg')
  expect(prtg).toMatchObject({ exitCode: 0, errors: '' })
  expect(JSON.parse(prtg.output)).toMatchObject({ prtg: { error: 1 } })
  const json = refused('status', '--json')
  expect(JSON.parse(json.output)).toMatchObject({ ok: false, error: { code: 'command.no-display' } })
})
