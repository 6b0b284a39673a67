/** The Prime store over each of its databases. */
import { describe } from 'vitest'
import { committing } from '#test/contract/prime-store/committing.ts'
import { ADAPTERS } from '#test/contract/prime-store/contract.ts'
import { keeping } from '#test/contract/prime-store/keeping.ts'
import { matching } from '#test/contract/prime-store/matching.ts'
import { objects } from '#test/contract/prime-store/objects.ts'
import { observing } from '#test/contract/prime-store/observing.ts'
import { places } from '#test/contract/prime-store/places.ts'

describe.each(ADAPTERS)('the Prime store over $name', (adapter) => {
  objects(adapter)
  observing(adapter)
  committing(adapter)
  matching(adapter)
  keeping(adapter)
  places(adapter)
})
