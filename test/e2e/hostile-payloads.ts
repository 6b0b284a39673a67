/**
 * What a window that was taken over could send. Made in the page itself, because most of it survives no way there: the
 * function stands alone, so that it can be handed over as text.
 */
export type HostileAnswer = { readonly channel: string; readonly payload: string; readonly answer: unknown }

/** @param keys the names that the payload of each channel has; every one is filled with every hostile value too */
export async function callHostile(
  keys: Record<string, string[]>,
  call: (channel: string, payload: unknown) => Promise<unknown>,
): Promise<HostileAnswer[]> {
  const deep = (): unknown => {
    let value: unknown = 1
    for (let level = 0; level < 500; level += 1) value = { value }
    return value
  }
  const polluting = (key: string): unknown =>
    JSON.parse(`{ "${key}": { "polluted": true, "id": "x" }, "draft": { "${key}": { "polluted": true } } }`)
  const id = '00000000-0000-4000-8000-0000000000ff'
  const values: Record<string, () => unknown> = {
    true: () => true,
    zero: () => 0,
    negative: () => -1,
    'not a number': () => NaN,
    infinite: () => Infinity,
    'big integer': () => 10n ** 30n,
    'empty text': () => '',
    text: () => 'x',
    'foreign id': () => id,
    'path upwards': () => '../../../../etc/passwd',
    'text with zero': () => 'a\0b',
    'lone surrogate': () => '\ud800',
    'ten megabytes': () => 'x'.repeat(10_000_000),
    'empty list': () => [],
    'list of everything': () => [null, 1, 'x', {}, []],
    'huge list': () => Array.from({ length: 300_000 }, (_, index) => index),
    'empty object': () => ({}),
    'deep object': deep,
    date: () => new Date(0),
    map: () => new Map([['id', id]]),
    set: () => new Set([id]),
    bytes: () => new Uint8Array(1_000),
    expression: () => /(a+)+$/,
    ['__proto__']: () => polluting('__proto__'),
    constructor: () => polluting('constructor'),
    prototype: () => polluting('prototype'),
    cycle: () => {
      const cycle: Record<string, unknown> = {}
      cycle.self = cycle
      return cycle
    },
  }
  const answers: HostileAnswer[] = []
  const ask = async (channel: string, payload: string, make: () => unknown): Promise<void> => {
    const patience = new Promise((resolve) => setTimeout(resolve, 30_000, 'no answer'))
    let answer: unknown
    try {
      answer = await Promise.race([call(channel, make()), patience])
    } catch (error) {
      answer = { thrown: String(error) }
    }
    answers.push({ channel, payload, answer })
  }
  const channels = Object.entries(keys)
  for (const [name, make] of Object.entries(values)) {
    const isHuge = name === 'huge list' || name === 'ten megabytes'
    // The bridge copies element by element, and main measures before it looks which call it is: some will do.
    const asked = isHuge ? channels.slice(0, 5) : channels
    await Promise.all(
      asked.map(async ([channel, names]) => {
        await ask(channel, name, make)
        if (names.length === 0 || isHuge) return
        const filled = (): unknown => Object.fromEntries(names.map((key) => [key, make()]))
        await ask(channel, `{ ${names.join(', ')} }: ${name}`, filled)
      }),
    )
  }
  return answers
}
