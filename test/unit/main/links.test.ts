import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { linuxLinks, systemLinks, type ProtocolClients } from '#electron/main/links/link-registration.ts'
import { defaultFor, withDefault, withoutDefault } from '#electron/main/links/mime-apps.ts'
import { linkIn, placeOfLink } from '#electron/main/links/place-of-link.ts'
import { pathOf } from '#shared/domain/place.ts'

const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'

describe('a link of the scheme ews-konnektor:', () => {
  it.each([
    ['ews-konnektor://overview', '/overview'],
    ['ews-konnektor://overview/', '/overview'], // as browsers write it
    ['ews-konnektor:settings', '/settings'],
    ['EWS-Konnektor://Problems', '/sync?tab=problems'],
    [`ews-konnektor://connector/${ID}`, `/connectors/${ID}`],
    [`ews-konnektor://connector/${ID.toUpperCase()}`, `/connectors/${ID}`],
    [`ews-konnektor://account/${ID}`, `/sync?tab=history&account=${ID}`],
  ])('%s opens the window at %s', (link, route) => {
    const place = placeOfLink(link)
    expect(place && pathOf(place)).toBe(route)
  })

  it.each([
    'ews-konnektor:',
    'ews-konnektor://',
    'ews-konnektor://help',
    'ews-konnektor://connector',
    'ews-konnektor://connector/1',
    'ews-konnektor://overview/../settings/log',
    'ews-konnektor://connector/../../settings',
    `ews-konnektor://connector/${ID}/../../x`,
    `ews-konnektor://connector/${ID}?state=attention`,
    `ews-konnektor://connector/${ID}#/settings`,
    `ews-konnektor://connector/%33${ID.slice(1)}`,
    `ews-konnektor://user:password@connector/${ID}`,
    'ews-konnektor://connector/------------------------------------',
    'ews-konnektor:javascript:alert(1)',
    'ews-konnektor:https://example.com/',
    'ews-konnektor://overview\n//settings',
    'ews-konnektor://overview" --hidden',
    ' ews-konnektor://overview',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://example.com/#ews-konnektor://overview',
    `ews-konnektor://${'a'.repeat(5_000_000)}`,
    `ews-konnektor://connector/${ID}${'/'.repeat(5_000_000)}`,
  ])('%.80s names no place', (link) => {
    expect(placeOfLink(link)).toBeNull()
  })

  it('leads to one of five routes, whatever is in it', () => {
    const route =
      /^\/(?:overview|settings|sync\?tab=problems|connectors\/[0-9a-f-]{36}|sync\?tab=history&account=[0-9a-f-]{36})$/
    const words = fc.constantFrom(
      'overview',
      'connector',
      'account',
      ID,
      '/',
      '..',
      '?',
      '#',
      '%2f',
      ':',
      '\\',
      ' ',
    )
    const tail = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 8 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(tail, (text) => {
        const place = placeOfLink(`ews-konnektor:${text}`)
        expect(place === null || route.test(pathOf(place))).toBe(true)
      }),
    )
  })

  it('is found among the parameters of a start', () => {
    expect(linkIn(['program', '--no-sandbox', 'ews-konnektor://overview'])).toBe('ews-konnektor://overview')
    expect(linkIn(['program', '--x=ews-konnektor://overview', 'https://a'])).toBeUndefined()
  })
})

describe('the registration of links on Linux', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-links-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })
  const links = () =>
    linuxLinks(
      { file: '/opt/MS EWS Konnektor/ms-ews-konnektor', args: [] },
      { XDG_DATA_HOME: path.join(folder, 'data'), XDG_CONFIG_HOME: folder },
      'MS EWS Konnektor',
    )
  const list = () => readFile(path.join(folder, 'mimeapps.list'), 'utf8')

  it('is an entry that no menu shows and the default for the scheme, and both go again', async () => {
    expect(await links().isOn()).toBe(false)
    expect((await links().set(true)).ok).toBe(true)
    expect(await links().isOn()).toBe(true)
    const entry = await readFile(
      path.join(folder, 'data/applications/ms-ews-konnektor-links.desktop'),
      'utf8',
    )
    expect(entry).toContain('Exec="/opt/MS EWS Konnektor/ms-ews-konnektor" %u\n')
    expect(entry).toContain('NoDisplay=true\nMimeType=x-scheme-handler/ews-konnektor;\n')
    expect(entry).not.toContain('Autostart')
    expect((await links().set(false)).ok).toBe(true)
    expect(await links().isOn()).toBe(false)
    expect(await list()).not.toContain('ews-konnektor')
  })

  it('keeps the defaults of everything else, and says when they cannot be written', async () => {
    const others =
      '[Default Applications]\ntext/html=browser.desktop\n\n[Added Associations]\na/b=c.desktop;\n'
    await writeFile(path.join(folder, 'mimeapps.list'), others)
    await links().set(true)
    expect(await list()).toContain('text/html=browser.desktop')
    await links().set(false)
    expect(await list()).toBe(others)
    await rm(path.join(folder, 'mimeapps.list'))
    await mkdir(path.join(folder, 'mimeapps.list'))
    expect(await links().set(true)).toMatchObject({ ok: false, error: { code: 'document.write-failed' } })
  })
})

it('an application that was the default before comes after ours, and is it again afterwards', () => {
  const before = '[Added Associations]\nx=other.desktop;\n[Default Applications]\nx=other.desktop'
  const on = withDefault(before, 'x', 'ours.desktop')
  expect(on).toContain('x=ours.desktop;other.desktop;')
  expect(defaultFor(on, 'x')).toBe('ours.desktop')
  expect(defaultFor(withoutDefault(on, 'x', 'ours.desktop'), 'x')).toBe('other.desktop')
  expect(defaultFor('[Added Associations]\nx=ours.desktop', 'x')).toBeNull()
})

describe('the registration of links on Windows', () => {
  const file = 'C:\\Program Files\\MS EWS Konnektor\\MS EWS Konnektor.exe'
  const system = (forUser: { is: boolean }, forAll: string | null): ProtocolClients => ({
    isDefaultProtocolClient: () => forUser.is,
    setAsDefaultProtocolClient: () => (forUser.is = true),
    removeAsDefaultProtocolClient: () => {
      forUser.is = false
      return true
    },
    getApplicationInfoForProtocol: () =>
      forAll === null ? Promise.reject(new Error('no application')) : Promise.resolve({ path: forAll }),
  })

  it('is switched on and off for the user', async () => {
    const links = systemLinks({ file, args: [] }, system({ is: false }, null))
    expect((await links.set(true)).ok).toBe(true)
    expect(await links.isOn()).toBe(true)
    expect((await links.set(false)).ok).toBe(true)
    expect(await links.isOn()).toBe(false)
  })

  it('is on where the installer switched it on for all, and says that it cannot be switched off here', async () => {
    const links = systemLinks({ file, args: [] }, system({ is: false }, file.toUpperCase()))
    expect(await links.isOn()).toBe(true)
    expect(await links.set(false)).toMatchObject({ ok: false, error: { code: 'background.set-for-all' } })
  })

  it('of another program is not ours', async () => {
    expect(await systemLinks({ file, args: [] }, system({ is: false }, 'C:\\other.exe')).isOn()).toBe(false)
  })
})
