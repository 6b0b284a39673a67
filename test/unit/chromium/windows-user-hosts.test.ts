/** For which servers Chromium answers as the user of Windows: never for one that is used otherwise. */
import { describe, expect, it } from 'vitest'
import { WindowsUserHosts } from '#electron/chromium/windows-user-hosts.ts'

function hosts() {
  const lists: string[] = []
  const list = new WindowsUserHosts((names) => lists.push(names))
  return { list, latest: () => lists.at(-1), lists }
}

function begun(result: ReturnType<WindowsUserHosts['begin']>): () => void {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

describe('the list of servers that get the user of Windows', () => {
  it('is never empty, since the zones of Windows would decide then', () => {
    const { latest } = hosts()
    expect(latest()).toBe('nobody.invalid')
  })

  it('holds a server as long as it is used so, however often', () => {
    const { list, latest } = hosts()
    const [first, second] = [
      list.begin('mail.firma.ch', 'windows-user'),
      list.begin('mail.firma.ch', 'windows-user'),
    ]
    const other = begun(list.begin('ex02.firma.ch', 'windows-user'))
    expect(latest()).toBe('mail.firma.ch,ex02.firma.ch')
    begun(first)()
    begun(first)() // ends once, however often it is called
    expect(latest()).toBe('mail.firma.ch,ex02.firma.ch')
    begun(second)()
    expect(latest()).toBe('ex02.firma.ch')
    other()
    expect(latest()).toBe('nobody.invalid')
  })

  it('refuses a server that is used in the other way, until that has ended', () => {
    const { list, latest } = hosts()
    const stored = begun(list.begin('mail.firma.ch', 'others'))
    expect(list.begin('mail.firma.ch', 'windows-user')).toMatchObject({
      error: { code: 'sign-in.windows-user-mixed', params: { host: 'mail.firma.ch' } },
    })
    expect(latest()).toBe('nobody.invalid')
    stored()
    const asWindowsUser = begun(list.begin('mail.firma.ch', 'windows-user'))
    expect(list.begin('mail.firma.ch', 'others').ok).toBe(false)
    asWindowsUser()
    expect(list.begin('mail.firma.ch', 'others').ok).toBe(true)
  })
})
