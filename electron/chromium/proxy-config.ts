/** A proxy setting in the terms of Chromium, which never goes through a proxy to this machine itself. */
import type { ProxyConfig } from 'electron'
import type { Proxy } from '#shared/domain/proxy.ts'

export function proxyConfig(proxy: Proxy): ProxyConfig {
  switch (proxy.kind) {
    case 'system':
      return { mode: 'system' }
    case 'none':
      return { mode: 'direct' }
    case 'pac':
      return { mode: 'pac_script', pacScript: proxy.url }
    case 'server':
      return { mode: 'fixed_servers', proxyRules: `http://${proxy.host}:${proxy.port}` }
  }
}
