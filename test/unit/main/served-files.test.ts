/** What the window can load: its own files, under a policy that allows nothing else. */
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { containedFile, containedRealFile } from '#electron/main/contained-file.ts'
import { contentSecurityPolicy } from '#electron/main/content-security-policy.ts'

const FOLDER = path.resolve('/srv/renderer')

describe('a path', () => {
  it.each([
    ['/index.html', 'index.html'],
    ['/assets/main.js', 'assets/main.js'],
    ['/assets/../index.html', 'index.html'],
    ['/a%20b.css', 'a b.css'],
  ])('%s is the file %s', (pathname, file) => {
    expect(containedFile(FOLDER, pathname)).toBe(path.join(FOLDER, file))
  })

  it.each([
    '/..',
    '/../secrets.json',
    '/../../etc/passwd',
    '/%2e%2e/secrets.json',
    '/%2e%2e%2fsecrets.json',
    '/assets/%2e%2e/%2e%2e/secrets.json',
    '/..%2f..%2fetc%2fpasswd',
    '/..\\..\\secrets.json',
    '/%5c..%5c..%5csecrets.json',
    '/../renderer-other/file.js',
    '//etc/passwd',
  ])('%s never leads outside the folder', (pathname) => {
    const file = containedFile(FOLDER, pathname) ?? path.join(FOLDER, 'none')
    expect(path.relative(FOLDER, file).split(path.sep)).not.toContain('..')
    expect(file.startsWith(FOLDER + path.sep)).toBe(true)
  })

  it.each(['/', '/.', '/index.html%00.png', '/%00', '/%', '/%E0%A4%A'])('%s is no file', (pathname) => {
    expect(containedFile(FOLDER, pathname)).toBeNull()
  })
})

describe('a link inside the folder', () => {
  it('leads to what is inside of it, and to nothing outside', async () => {
    const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-served-')))
    try {
      const root = path.join(folder, 'renderer')
      await mkdir(path.join(root, 'assets'), { recursive: true })
      await writeFile(path.join(root, 'index.html'), '')
      await writeFile(path.join(folder, 'secrets.json'), '')
      await symlink(path.join(root, 'index.html'), path.join(root, 'inside.html'))
      await symlink(path.join(folder, 'secrets.json'), path.join(root, 'outside.html'))
      await symlink(folder, path.join(root, 'assets/up'))
      expect(await containedRealFile(root, '/inside.html')).toBe(path.join(root, 'index.html'))
      for (const pathname of [
        '/outside.html',
        '/assets/up/secrets.json',
        '/missing.html',
        '/..%2fsecrets.json',
      ])
        expect(await containedRealFile(root, pathname)).toBeNull()
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('the content security policy', () => {
  const directives = new Map(
    contentSecurityPolicy('bm9uY2U=')
      .split('; ')
      .map((directive): [string, string] => {
        const [name = '', ...sources] = directive.split(' ')
        return [name, sources.join(' ')]
      }),
  )

  it('forbids what it does not name', () => {
    expect(directives.get('default-src')).toBe("'none'")
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) {
      expect(directives.get(name)).toBe("'none'")
    }
    for (const name of ['frame-src', 'object-src', 'worker-src']) expect(directives.has(name)).toBe(false)
  })

  it('allows scripts from our own files only, and nothing unsafe', () => {
    expect(directives.get('script-src')).toBe("'self'")
    expect(directives.get('style-src')).toBe("'self' 'nonce-bm9uY2U='")
    expect([...directives.values()].join(' ')).not.toMatch(/unsafe|https?:|\*|blob:/)
  })
})
