/** The form of the proxy: all fields at once, so that a choice that is taken back has lost nothing. */
import { proxySchema, type Proxy } from '#shared/domain/proxy.ts'

export type ProxyDraft = {
  readonly kind: Proxy['kind']
  readonly host: string
  readonly port: string
  readonly userName: string
  readonly url: string
}

const EMPTY = { host: '', port: '8080', userName: '', url: '' }

export function draftOf(proxy: Proxy): ProxyDraft {
  switch (proxy.kind) {
    case 'server':
      return { ...EMPTY, ...proxy, port: String(proxy.port) }
    case 'pac':
      return { ...EMPTY, ...proxy }
    default:
      return { ...EMPTY, kind: proxy.kind }
  }
}

/** `null`: it cannot be saved as it is. */
export function proxyOf(draft: ProxyDraft): Proxy | null {
  return parsed(draft).data ?? null
}

/** By field. */
export function problemsOf(draft: ProxyDraft): Partial<Record<string, true>> {
  const issues = parsed(draft).error?.issues ?? []
  return Object.fromEntries(issues.map(({ path }) => [String(path[0]), true as const]))
}

function parsed({ kind, host, port, userName, url }: ProxyDraft) {
  return proxySchema.safeParse({
    kind,
    host: host.trim(),
    port: /^\d+$/.test(port.trim()) ? Number(port) : Number.NaN,
    userName: userName.trim(),
    url: url.trim(),
  })
}
