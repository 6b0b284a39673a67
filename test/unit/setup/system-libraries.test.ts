import { describe, expect, it } from 'vitest'
import {
  chosenNames,
  installedPackages,
  isDebianLike,
  missingPackages,
  neededPackages,
  offeredPackages,
  wantedPackages,
} from '../../../resources/setup/system-libraries.ts'

describe('The system libraries', () => {
  it('count as installed only when dpkg has them installed, held ones included', () => {
    const output = 'libnss3 ii \nlibgbm1 hi \nxvfb un \nxauth rc \nunzip iU \n\n'
    expect([...installedPackages(output)]).toEqual(['libnss3', 'libgbm1'])
  })

  it('are satisfied by any of the names that releases give a package', () => {
    const missing = missingPackages([['libgtk-3-0', 'libgtk-3-0t64'], ['xvfb']], new Set(['libgtk-3-0t64']))
    expect(missing).toEqual([['xvfb']])
  })

  it('are installed under the newest name that the package lists offer', () => {
    const policy = [
      'libasound2:',
      '  Installed: (none)',
      '  Candidate: (none)',
      'libasound2t64:',
      '  Installed: (none)',
      '  Candidate: 1.2.14-1',
      'libgtk-3-0:',
      '  Installed: (none)',
      '  Candidate: 3.24.38-2',
    ].join('\n')
    const missing = [['libasound2', 'libasound2t64'], ['libgtk-3-0', 'libgtk-3-0t64'], ['xvfb']] as const
    expect(chosenNames(missing, policy)).toEqual(['libasound2t64', 'libgtk-3-0', 'xvfb'])
  })

  it('include a virtual display only for tests or where there is no display', () => {
    expect(neededPackages('application', true)).not.toContainEqual(['xvfb'])
    expect(neededPackages('application', false)).toContainEqual(['xvfb'])
    expect(neededPackages('tests', true)).toContainEqual(['xvfb'])
  })

  it('include a keyring only for tests', () => {
    expect(neededPackages('application', false)).not.toContainEqual(['gnome-keyring'])
    expect(neededPackages('tests', false)).toContainEqual(['gnome-keyring'])
  })

  it('include clients of Exchange for the tests alone, and never as a need', () => {
    const clients = [
      ['python3-exchangelib'],
      ['python3-icalendar'],
      ['python3-dateutil'],
      ['davmail', 'davmail-server'],
      ['chromium'],
    ]
    expect(wantedPackages('tests')).toEqual(clients)
    expect(wantedPackages('application')).toEqual([])
    for (const client of clients) expect(neededPackages('tests', false)).not.toContainEqual(client)
  })

  it('leave out the clients that a release does not offer', () => {
    const policy =
      'davmail:\n  Candidate: 6.0.1\ndavmail-server:\n  Candidate: 6.0.1\npython3-exchangelib:\n  Candidate: (none)\n'
    const offered = offeredPackages(wantedPackages('tests'), policy)
    expect(offered).toEqual([['davmail', 'davmail-server']])
    expect(chosenNames(offered, policy)).toEqual(['davmail-server'])
  })

  it.each([
    ['ID=debian\nVERSION_ID="12"', true],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"', true],
    ['ID=fedora\nNAME="not debian"', false],
    ['', false],
  ])('are handled on Debian and its relatives alone: %j', (osRelease, expected) => {
    expect(isDebianLike(osRelease)).toBe(expected)
  })
})
