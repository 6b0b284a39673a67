/**
 * Stand-ins for people in files that leave the company together: the same person is `person1` in each of them, in
 * addresses, in user names with or without a domain, and in names that are known. Hosts and domains stay: without them
 * nobody can help.
 *
 * Beside `diagnostics/report/replace-names.ts`, which knows the steps of one test and has its whole text at once; here
 * the names come from the configuration, and texts come line by line.
 */
const ADDRESS = /([\p{L}\p{N}!#$%&'*+/=?^_`{|}~.-]+)@([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*)/gu
/** Shorter ones stand in too many words. */
const SHORTEST_NAME = 3

export class StandIns {
  readonly #word: string
  readonly #numbers = new Map<string, number>()
  #known: RegExp | null = null

  /** @param word in the language of the reader */
  constructor(word: string) {
    this.#word = word
  }

  /** An address, a user name with or without a domain, or the name of a person. */
  learn(name: string): void {
    const plain = name.replace(/^.*\\/, '').replace(/@.*$/, '').trim()
    if (plain.length < SHORTEST_NAME) return
    this.#standIn(plain)
    const names = [...this.#numbers.keys()].sort((one, other) => other.length - one.length)
    // Not as part of a longer word or of the name of a host: a user called `mail` is not in `mail.firma.ch`.
    this.#known = new RegExp(
      `(?<![\\p{L}\\p{N}]|[\\p{L}\\p{N}][.-])(?:${names.map(escaped).join('|')})(?![\\p{L}\\p{N}]|[.-][\\p{L}\\p{N}])`,
      'giu',
    )
  }

  replaceIn(text: string): string {
    const addressed = text.replace(
      ADDRESS,
      (_found, name: string, domain: string) => `${this.#standIn(name)}@${domain}`,
    )
    return this.#known ? addressed.replace(this.#known, (name) => this.#standIn(name)) : addressed
  }

  #standIn(name: string): string {
    const key = name.toLowerCase()
    const number = this.#numbers.get(key) ?? this.#numbers.size + 1
    this.#numbers.set(key, number)
    return `${this.#word}${String(number)}`
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
