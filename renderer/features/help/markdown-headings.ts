/** Gives every heading the address that it carries, see `sections.ts`, and takes it out of what is shown. */
import { HEADING_ADDRESS } from './sections.ts'

type Node = {
  readonly type: string
  children?: Node[]
  value?: string
  data?: { hProperties?: Record<string, string> }
}

/** A plug-in of remark. */
export function headingAddresses() {
  return (tree: Node): void => {
    for (const node of tree.children ?? []) {
      const last = node.type === 'heading' ? node.children?.at(-1) : undefined
      const address = HEADING_ADDRESS.exec(last?.value ?? '')?.[1]
      if (last?.value === undefined || address === undefined) continue
      last.value = last.value.replace(HEADING_ADDRESS, '')
      node.data = { hProperties: { id: headingId(address) } }
    }
  }
}

/** Apart from the ids of forms, which stand on the same page. */
export function headingId(address: string): string {
  return `help-${address}`
}
