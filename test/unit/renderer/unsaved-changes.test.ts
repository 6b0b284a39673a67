import { describe, expect, it, vi } from 'vitest'
import { createUnsavedChanges } from '../../../renderer/components/unsaved-changes.ts'

const [page, dialog] = [Symbol('page'), Symbol('dialog')]

function withForms() {
  const told: boolean[] = []
  const changes = createUnsavedChanges((isUnsaved) => told.push(isUnsaved))
  const leaving = { leave: vi.fn(), stay: vi.fn() }
  changes.add(page)
  changes.add(dialog)
  return { changes, told, leaving }
}

describe('unsaved changes', () => {
  it('are told once when they begin and once when there are none any longer', () => {
    const { changes, told } = withForms()
    changes.remove(page)
    expect(told).toEqual([true])
    changes.remove(dialog)
    expect(told).toEqual([true, false])
  })

  it('are asked about form by form, the one in front first, and then the way is free', () => {
    const { changes, leaving } = withForms()
    changes.ask(leaving)
    expect(changes.turn()).toBe(dialog)
    changes.agree(dialog)
    expect(changes.turn()).toBe(page)
    expect(leaving.leave).not.toHaveBeenCalled()
    changes.remove(page) // it was saved
    expect(leaving.leave).toHaveBeenCalledOnce()
    expect(leaving.stay).not.toHaveBeenCalled()
  })

  it('keep the person here who does not want to lose the second of them, and ask about both again', () => {
    const { changes, leaving } = withForms()
    changes.ask(leaving)
    changes.agree(dialog)
    changes.stay()
    expect(leaving.stay).toHaveBeenCalledOnce()
    expect(changes.turn()).toBeNull()
    changes.ask(leaving)
    expect(changes.turn()).toBe(dialog)
    expect(leaving.leave).not.toHaveBeenCalled()
  })

  it('that are none hold up nobody', () => {
    const changes = createUnsavedChanges(() => undefined)
    const leave = vi.fn()
    changes.ask({ leave, stay: () => undefined })
    expect(leave).toHaveBeenCalledOnce()
  })
})
