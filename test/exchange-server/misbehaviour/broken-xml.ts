/** Answers that are no XML, or hold what XML 1.0 forbids (5–10 % of real mails do). */
import { alterAnswer, alterText, wholeBody } from './answers.ts'
import { type Misbehaviour, stateless } from './misbehaviour.ts'

/** Texts of people, which is where such characters come from. */
const TEXTS = /<(t:(?:Subject|DisplayName|Name|Body|TextBody|String))((?: [^>]*)?)>([^<])/g

const insert = (characters: string): Misbehaviour['start'] =>
  stateless(() =>
    alterText((envelope) =>
      envelope.replace(
        TEXTS,
        (_all, name: string, attributes: string, first: string) =>
          `<${name}${attributes}>${characters}${first}`,
      ),
    ),
  )

export const BROKEN_XML = {
  'truncated-xml': {
    description: 'the answer ends in its middle, and its length says that this is all',
    layer: 'exchange',
    answers: 'broken',
    start: stateless(() =>
      alterAnswer(async (answer) => {
        const body = await wholeBody(answer.body)
        return { ...answer, body: body.subarray(0, Math.floor(body.length / 2)) }
      }),
    ),
  },
  'malformed-xml': {
    description: 'the answer closes an element that was not open',
    layer: 'exchange',
    answers: 'broken',
    start: stateless(() =>
      alterText((envelope) => envelope.replace('</soap:Body>', '</m:Body></soap:Body>')),
    ),
  },
  'illegal-characters': {
    description:
      'texts begin with control characters and non-characters as they are (U+0001, U+001F, U+FFFE)',
    layer: 'exchange',
    answers: 'broken',
    start: insert('\u0001\u001f\ufffe'),
  },
  'illegal-character-references': {
    description: 'texts begin with references to characters that XML forbids (&#x1; &#xFFFE; &#xD83D;)',
    layer: 'exchange',
    answers: 'broken',
    start: insert('&#x1;&#xFFFE;&#xD83D;'),
  },
} as const satisfies Record<string, Misbehaviour>
