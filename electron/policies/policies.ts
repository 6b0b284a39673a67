/** The policies as they hold now; read again when somebody asks. */
import type { Permission } from '#shared/domain/policies.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { PolicyReader, RawPolicies } from './raw-policies.ts'
import { NO_POLICIES, policySet, type PolicySet } from './policy-set.ts'

export class Policies {
  readonly #readers: readonly PolicyReader[]
  #set: PolicySet = NO_POLICIES
  #sources: readonly RawPolicies[] = []

  constructor(readers: readonly PolicyReader[] = []) {
    this.#readers = readers
  }

  get set(): PolicySet {
    return this.#set
  }

  /**
   * A source that cannot be read any longer keeps what it said last: a file that is just being written unlocks nothing.
   * @returns whether something is otherwise than before
   */
  async read(): Promise<boolean> {
    const read = await Promise.all(this.#readers.map((each) => each()))
    const sources = read.map(({ policies, problems }, index) => {
      const isSilent = policies.length === 0 && problems.length > 0
      return { policies: isSilent ? (this.#sources[index]?.policies ?? []) : policies, problems }
    })
    if (JSON.stringify(sources) === JSON.stringify(this.#sources)) return false
    this.#sources = sources
    this.#set = policySet(sources)
    return true
  }

  /** Why a person may not do it; `null`: they may. */
  refusalOf(permission: Permission): AppError | null {
    const origin = this.#set.forbidden.get(permission)
    return origin ? appError('policy.forbidden', origin) : null
  }
}
