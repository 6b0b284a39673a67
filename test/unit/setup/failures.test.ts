import { describe, expect, it } from 'vitest'
import { playwrightFailures, vitestFailures } from '../../../resources/setup/failures.ts'

describe('The failures of a test run', () => {
  it('come from vitest with file, name and the first lines of the message', () => {
    const stack = '    at /project/test/a.test.ts:2:62\n    at /project/node_modules/runner.js:302:11'
    const report = {
      testResults: [
        {
          name: '/project/test/a.test.ts',
          message: '',
          assertionResults: [
            { status: 'passed', fullName: 'Sums hold', failureMessages: [] },
            {
              status: 'failed',
              fullName: 'Sums add up',
              failureMessages: [`Error: Property failed\n{ seed: 7 }\n${stack}`],
            },
          ],
        },
      ],
    }
    expect(vitestFailures(report, '/project')).toEqual([
      [
        '    test/a.test.ts › Sums add up',
        '      Error: Property failed',
        '      { seed: 7 }',
        '          at /project/test/a.test.ts:2:62',
      ].join('\n'),
    ])
  })

  it('name a file of vitest that could not be loaded', () => {
    const file = { name: '/project/b.test.ts', message: 'SyntaxError: here', assertionResults: [] }
    expect(vitestFailures({ testResults: [file] }, '/project')).toEqual([
      '    b.test.ts\n      SyntaxError: here',
    ])
  })

  it('come from Playwright wherever they are nested, without the colours of a terminal', () => {
    const spec = (title: string, ok: boolean): object => ({
      title,
      file: 'app/a.spec.ts',
      ok,
      tests: [{ results: [{ errors: ok ? [] : [{ message: '\u001b[31mError\u001b[39m: not visible' }] }] }],
    })
    const report = {
      suites: [{ specs: [spec('opens', true)], suites: [{ specs: [spec('closes', false)] }] }],
    }
    expect(playwrightFailures(report)).toEqual(['    app/a.spec.ts › closes\n      Error: not visible'])
  })

  it('are none where the report is of another kind: the counts of the stage tell that', () => {
    expect(vitestFailures({ suites: [] }, '/project')).toEqual([])
    expect(playwrightFailures(null)).toEqual([])
  })
})
