/**
 * The bill of materials in CycloneDX 1.6 (JSON): what is shipped, and nothing that only builds or tests it. The same
 * build gives the same text: no time, no path, and a serial number that follows from the content.
 *
 * Rejected: `@cyclonedx/cyclonedx-npm`, which reads package.json: without development dependencies it lists one library
 * of the hundred that are bundled, and with them hundreds that nobody gets.
 */
import { createHash } from 'node:crypto'
import type { Shipped } from './shipped-packages.ts'

export function billOfMaterials(
  product: { name: string; version: string },
  shipped: readonly Shipped[],
): string {
  const components = shipped.map(({ name, version, licence, folder, homepage }) => {
    const purl = `pkg:${folder === null ? 'generic' : 'npm'}/${name.replace('@', '%40')}@${version}`
    return {
      type: name === 'electron' || name === 'chromium' ? 'framework' : 'library',
      'bom-ref': purl,
      ...groupAndName(name),
      version,
      licenses: /\s/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }],
      purl,
      ...(URL.canParse(homepage) && { externalReferences: [{ type: 'website', url: homepage }] }),
    }
  })
  const ref = `pkg:generic/${product.name}@${product.version}`
  const metadata = {
    component: { type: 'application', 'bom-ref': ref, name: product.name, version: product.version },
  }
  const dependencies = [{ ref, dependsOn: components.map((each) => each.purl) }]
  const content = { metadata, components, dependencies }
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  const serialNumber = `urn:uuid:${uuidOf(digest)}`
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
  }
  return `${JSON.stringify({ ...bom, serialNumber, version: 1, ...content }, null, 2)}\n`
}

function groupAndName(name: string): { group?: string; name: string } {
  const [group, own] = name.split('/')
  return group !== undefined && own !== undefined ? { group, name: own } : { name }
}

/** RFC 9562, section 5.8: version 8, variant 10. */
function uuidOf(digest: string): string {
  const hex = `${digest.slice(0, 12)}8${digest.slice(13, 16)}a${digest.slice(17, 32)}`
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
