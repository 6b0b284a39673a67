/**
 * The first request to a host goes alone; the others wait until it has an answer.
 *
 * Chromium asks our verifier about a certificate after its own, and while ours still thinks, a second handshake with
 * the same host is given the verdict of Chromium's alone: a private authority is refused although it is trusted, and,
 * worse, a certificate is accepted although another one is pinned. Once our verdict is known, it is the one that
 * Chromium remembers (half an hour). Rejected: trying again after such a refusal, because the wrong acceptance would
 * stay. What remains are hosts to which a transport opens several new connections at once after half an hour.
 */
import { untilAborted } from '../exchange/transport/until-aborted.ts'

type Handshake = Promise<'done' | 'failed'>

/** Tells whether the request got an answer, and so whether the handshake is behind it. */
export type EndHandshake = (hasAnswer: boolean) => void

const OTHERS: EndHandshake = () => undefined

export class FirstHandshake {
  readonly #first = new Map<string, Handshake>()

  /**
   * Resolves when a request to the origin may begin: the first one at once, others when one has had an answer.
   *
   * @param signal ends the waiting; the request is the caller's to end then
   * @returns to be called when the request has its answer or has failed
   */
  async begin(origin: string, signal: AbortSignal): Promise<EndHandshake> {
    for (let first = this.#first.get(origin); first !== undefined; first = this.#first.get(origin)) {
      if ((await untilAborted(first, signal)) !== 'failed') return OTHERS
    }
    let end: EndHandshake = OTHERS
    const own: Handshake = new Promise((resolve) => {
      end = (hasAnswer) => {
        if (!hasAnswer && this.#first.get(origin) === own) this.#first.delete(origin)
        resolve(hasAnswer ? 'done' : 'failed')
      }
    })
    this.#first.set(origin, own)
    return end
  }
}
