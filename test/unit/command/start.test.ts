import { describe, expect, it } from 'vitest'
import { buildProgram } from '#electron/command/arguments.ts'
import { commandArguments, OPTIONS, refusedArgument, VERBS } from '#electron/command/start.ts'

describe('a start of the program', () => {
  it('shows the window unless a command is named', () => {
    for (const given of [[], ['--hidden'], ['--no-sandbox', '--lang=de-CH', '--remote-debugging-port=0']]) {
      expect(commandArguments(given, true)).toBeNull()
    }
  })

  it('shows the window where a link asks for a place', () => {
    expect(commandArguments(['ews-konnektor://settings'], true)).toBeNull()
    expect(commandArguments(['--no-sandbox', 'EWS-Konnektor:status'], true)).toBeNull()
    expect(commandArguments(['status', 'ews-konnektor://settings'], true)).not.toBeNull()
  })

  it('is a command when one is named, and the switches that a caller may need do not belong to it', () => {
    expect(commandArguments(['status', '--json'], true)).toEqual(['status', '--json'])
    expect(commandArguments(['--no-sandbox', '--ozone-platform=headless', 'sync', '--all'], true)).toEqual([
      'sync',
      '--all',
    ])
    expect(commandArguments(['--help'], true)).toEqual(['--help'])
  })

  it('takes a mistyped command for one, so that no scheduled task opens a window', () => {
    expect(commandArguments(['statu'], true)).toEqual(['statu'])
    expect(commandArguments(['/some/folder/of/the/application'], false)).toBeNull()
  })

  it('hands a switch before the command over to be refused', () => {
    const argv = commandArguments(['--remote-debugging-port=0', 'status'], true)
    expect(refusedArgument(argv!)).toMatchObject({
      code: 'command.refused',
      params: { argument: '--remote-debugging-port' },
    })
  })
})

describe('arguments of a command', () => {
  it.each([
    [['status', '--remote-debugging-port=0']],
    [['status', '-remote-debugging-port=0']],
    [['status', '--output', '--remote-debugging-port=0']],
    [['test', '--connector', '-inspect']],
    [['status', '--user-data-dir=/elsewhere']],
    [['status', '--inspect']],
    [['status', '--type=renderer']],
    [['status', '--no-sandbox']],
    [['test', `anna@contoso.example\n--inspect`]],
    [['test', 'a'.repeat(1_025)]],
    [['test', ...Array<string>(40).fill('b'.repeat(1_000))]],
    [['-h']],
  ])('are refused where Chromium could read them otherwise: %j', (argv) => {
    expect(refusedArgument(argv, 'linux')?.code).toBe('command.refused')
  })

  it('are refused on Windows with a slash too, and a path of Linux is none there', () => {
    expect(refusedArgument(['test', '/remote-debugging-port=0'], 'win32')?.code).toBe('command.refused')
    expect(refusedArgument(['status', '--output', '/tmp/status.json'], 'linux')).toBeNull()
    expect(refusedArgument(['status', '--output', String.raw`C:\status.json`], 'win32')).toBeNull()
  })

  it('are taken behind two dashes, where Chromium reads no switches', () => {
    expect(refusedArgument(['test', '--', '--remote-debugging-port=0'], 'win32')).toBeNull()
    expect(refusedArgument(['test', '--', '/name'], 'win32')).toBeNull()
  })

  it('never repeat what may be a secret', () => {
    const refused = refusedArgument(['sync', '--password=Geheim-123'])
    expect(refused).toMatchObject({ code: 'command.secret', params: {} })
    expect(JSON.stringify(refusedArgument(['sync', '--kennwort=Geheim-123']))).not.toContain('Geheim')
  })

  it('may be all the options that the help shows, and no others', () => {
    const program = buildProgram(() => undefined)
    const shown = program.commands.flatMap(({ options }) => options.map(({ long }) => long))
    expect(new Set([...shown, '--help', '-h', '--version'])).toEqual(OPTIONS)
    expect([...program.commands.map((command) => command.name()), 'help'].sort()).toEqual([...VERBS].sort())
  })
})
