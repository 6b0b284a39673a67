import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { askOn } from '#electron/cli/ask.ts'

function terminal() {
  const written: string[] = []
  const input = Object.assign(new PassThrough(), { isTTY: true })
  return { input, written, output: { isTTY: true, write: (text: string) => written.push(text) } }
}

describe('a question', () => {
  const { signal } = new AbortController()

  it('is put on a terminal, without what would act upon it, and takes a line', async () => {
    const { input, output, written } = terminal()
    const typed = askOn(input, output, signal)!('Send it to evil\u001B[2J.example? ')
    input.write(' y \r\n')
    expect(await typed).toBe('y')
    expect(written).toEqual(['Send it to evil [2J.example? '])
  })

  it('can be put again', async () => {
    const { input, output } = terminal()
    const ask = askOn(input, output, signal)!
    const first = ask('One?')
    input.write('n\n')
    expect(await first).toBe('n')
    const second = ask('Two?')
    input.write('y\n')
    expect(await second).toBe('y')
  })

  it('has no answer when the terminal is closed', async () => {
    const { input, output } = terminal()
    const typed = askOn(input, output, signal)!('?')
    input.end()
    expect(await typed).toBeNull()
  })

  it('has no answer when the command ends, before or meanwhile', async () => {
    const { input, output, written } = terminal()
    const controller = new AbortController()
    const typed = askOn(input, output, controller.signal)!('?')
    controller.abort()
    expect(await typed).toBeNull()
    expect(await askOn(input, output, controller.signal)!('?')).toBeNull()
    expect(written).toHaveLength(1)
  })

  it.each([
    [false, true],
    [true, false],
  ])('cannot be put where input (%s) or output (%s) is no terminal', (isInput, isOutput) => {
    const { input, output } = terminal()
    input.isTTY = isInput
    expect(askOn(input, { ...output, isTTY: isOutput }, signal)).toBeNull()
  })
})
