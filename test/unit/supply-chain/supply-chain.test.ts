/** What is shipped is known to the last package, under licences that allow it, and what is not audited is not called good. */
import { createRequire } from 'node:module'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAudit } from '#resources/supply-chain/audit.ts'
import { licenceProblems, noticesText } from '#resources/supply-chain/licences.ts'
import { packageFolderOf } from '#resources/supply-chain/module-record.ts'
import { billOfMaterials } from '#resources/supply-chain/sbom.ts'
import { shippedPackages, type Shipped } from '#resources/supply-chain/shipped-packages.ts'

const aPackage = (changes: Partial<Shipped> = {}): Shipped => ({
  ...{ name: 'zod', version: '4.6.7', licence: 'MIT', folder: 'node_modules/zod' },
  ...{ texts: ['MIT License\n\nCopyright'], homepage: 'https://zod.dev' },
  ...changes,
})

describe('the packages of a bundle', () => {
  it.each([
    ['/p/node_modules/zod/index.js', 'node_modules/zod'],
    ['/p/node_modules/@mui/material/Box/Box.js', 'node_modules/@mui/material'],
    ['/p/node_modules/a/node_modules/@b/c/d.js?commonjs', 'node_modules/a/node_modules/@b/c'],
    ['\0/p/node_modules/react/index.js?commonjs-module', 'node_modules/react'],
    ['/p/electron/main/index.ts', null],
    ['\0vite/preload-helper.js', null],
    ['/elsewhere/node_modules/x/y.js', null],
  ])('are found in %j', (module, folder) => {
    expect(packageFolderOf(module, '/p')).toBe(folder)
  })
})

describe('what is shipped', () => {
  let root: string
  const put = async (file: string, content: unknown): Promise<void> => {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true })
    await writeFile(path.join(root, file), typeof content === 'string' ? content : JSON.stringify(content))
  }
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-shipped-'))
  })
  afterEach(async () => {
    await rm(root, { recursive: true, force: true })
  })

  it('is what the bundler took, and production dependencies with all of theirs', async () => {
    await put('out/.packages-main.json', ['node_modules/zod'])
    await put('out/.packages-preload.json', [])
    await put('out/.packages-renderer.json', ['node_modules/zod', 'node_modules/@mui/material'])
    await put('package-lock.json', {
      packages: {
        '': { dependencies: { sqlite: '1' }, devDependencies: { vitest: '1' } },
        'node_modules/sqlite': { dependencies: { inner: '1' } },
        'node_modules/sqlite/node_modules/inner': { dependencies: { outer: '1' } },
        'node_modules/inner': {},
        'node_modules/outer': {},
        'node_modules/vitest': {},
      },
    })
    const names = ['zod', '@mui/material', 'sqlite', 'sqlite/node_modules/inner', 'outer']
    for (const name of names)
      await put(`node_modules/${name}/package.json`, {
        name: name.replace(/.*node_modules\//, ''),
        version: '1.0.0',
        license: 'MIT',
      })
    await put('node_modules/zod/LICENSE', 'text\r\nof it\r\n')
    const shipped = await shippedPackages(root)
    expect(shipped.map(({ name }) => name)).toEqual(['@mui/material', 'inner', 'outer', 'sqlite', 'zod'])
    expect(shipped.at(-1)?.texts).toEqual(['text\nof it'])
  })

  it('is not guessed where nothing is built', async () => {
    await expect(shippedPackages(root)).rejects.toThrow('npm run build')
  })
})

describe('a licence', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['MIT AND Apache-2.0', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['AGPL-3.0', false],
    ['UNLICENSED', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['', false],
  ])('%j may be shipped: %s', (licence, isAllowed) => {
    expect(licenceProblems([aPackage({ licence })])).toHaveLength(isAllowed ? 0 : 1)
  })
})

describe('the notices', () => {
  it('hold every work with its version, its licence and its text', () => {
    const text = noticesText([
      aPackage(),
      aPackage({ name: 'sqlite', licence: 'blessing', texts: ['public domain'] }),
    ])
    for (const word of [
      'zod 4.6.7',
      'Licence: MIT',
      'MIT License\n\nCopyright',
      'sqlite 4.6.7',
      'public domain',
    ])
      expect(text).toContain(word)
    expect(text.split(/^={80}\n/m)).toHaveLength(3)
  })
})

describe('the bill of materials', () => {
  const PRODUCT = { name: 'ms-ews-konnektor', version: '0.1.0' }
  const SHIPPED = [
    aPackage(),
    aPackage({ name: '@mui/material', licence: '(MIT OR Apache-2.0)' }),
    aPackage({ name: 'electron', folder: null, homepage: '' }),
    aPackage({ name: 'sqlite', folder: null, licence: 'blessing' }),
  ]

  it('is what the schema of CycloneDX 1.6 asks for', async () => {
    // The validator that comes with CycloneDX's own tool.
    const tool = createRequire(
      new URL('../../../node_modules/@cyclonedx/cyclonedx-npm/package.json', import.meta.url),
    )
    const { Spec, Validation } = tool(
      '@cyclonedx/cyclonedx-library',
    ) as typeof import('@cyclonedx/cyclonedx-library')
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
    expect(await validator.validate(billOfMaterials(PRODUCT, SHIPPED))).toBeNull()
    const broken = billOfMaterials(PRODUCT, [aPackage({ licence: 'No-Such-Licence' })])
    expect(await validator.validate(broken)).not.toBeNull()
  })

  it('is the same for the same packages, and another for others', () => {
    const serial = (text: string) => (JSON.parse(text) as { serialNumber: string }).serialNumber
    expect(billOfMaterials(PRODUCT, SHIPPED)).toBe(billOfMaterials(PRODUCT, [...SHIPPED]))
    expect(serial(billOfMaterials(PRODUCT, SHIPPED))).not.toBe(
      serial(billOfMaterials(PRODUCT, SHIPPED.slice(1))),
    )
    expect(billOfMaterials(PRODUCT, SHIPPED)).toContain('pkg:npm/%40mui/material@4.6.7')
    expect(billOfMaterials(PRODUCT, SHIPPED)).not.toMatch(/timestamp|node_modules|\/home|\/tmp/)
  })
})

describe('an audit', () => {
  const vulnerable = (severity: string, node: string) =>
    JSON.stringify({
      vulnerabilities: {
        x: { severity, nodes: [node], via: [{ title: 'Bad', url: 'https://example.org/1' }, 'y'] },
      },
    })

  it('fails for a serious weakness of what is shipped, and names it', () => {
    expect(readAudit(vulnerable('critical', 'node_modules/zod'), [aPackage()])).toEqual({
      kind: 'audited',
      serious: ['x (critical): Bad https://example.org/1; through y'],
      others: 0,
    })
    expect(readAudit(vulnerable('high', 'node_modules/electron'), [])).toMatchObject({
      serious: [expect.any(String)],
    })
  })

  it('fails for none of what only builds or tests, and for none that is less than serious', () => {
    expect(readAudit(vulnerable('critical', 'node_modules/vitest'), [aPackage()])).toMatchObject({
      serious: [],
      others: 0,
    })
    expect(readAudit(vulnerable('moderate', 'node_modules/zod'), [aPackage()])).toMatchObject({
      serious: [],
      others: 1,
    })
  })

  it.each([
    [
      '{"message":"405 Method Not Allowed - POST","error":{"code":"E405","summary":"405 Method Not Allowed"}}',
      'E405: 405 Method Not Allowed',
    ],
    [
      '{"message":"405 Method Not Allowed - POST https://registry.example/-/npm","error":{"summary":"","detail":""}}',
      '405 Method Not Allowed',
    ],
    ['{"error":{"code":"ENOTFOUND","summary":"getaddrinfo"}}', 'ENOTFOUND: getaddrinfo'],
    ['{"error":{}}', 'the registry offers no audit'],
    ['', 'npm gave no report'],
  ])('that did not take place is no success: %s', (output, reason) => {
    expect(readAudit(output, [aPackage()])).toEqual({ kind: 'not-audited', reason })
  })
})
