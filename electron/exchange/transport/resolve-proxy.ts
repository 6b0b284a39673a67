/**
 * Which proxy server a request goes through, for a person who looks for what stands in the way.
 *
 * The port behind it has two adapters: `fixedProxy` here, for Node, and `electron/chromium/chromium-proxy.ts`, which asks
 * Chromium and with it the system and PAC scripts.
 */
import { isLoopback } from '#shared/domain/exchange-url.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ProxyServer } from './node-connector.ts'

export type ProxyRoute = {
  /** What is set, as `parseProxy` reads it: `system`, `none`, `pac:https://…` or `host:port`. */
  readonly setting: string
  /** What became of it for this address, as Chromium writes it: `DIRECT`, `PROXY host:port; DIRECT` … */
  readonly answer: string
  /** `null`: straight to the server. */
  readonly server: RoutedProxy | null
}

export type RoutedProxy = ProxyServer & {
  /** The kind as PAC scripts name it; tunnels of our own go through `PROXY` only. */
  readonly kind: 'PROXY' | 'HTTPS' | 'SOCKS'
}

/** @returns `proxy.script-unreachable`, and what reading the settings can meet */
export type ResolveProxy = (url: string) => Promise<Result<ProxyRoute>>

/** The way of Node: one server, or none; never to this machine itself. */
export function fixedProxy(proxy: ProxyServer | null): ResolveProxy {
  return (url) => {
    const setting = proxy === null ? 'none' : `${proxy.host}:${proxy.port}`
    const isStraight = proxy === null || isLoopback(new URL(url).hostname)
    return Promise.resolve(
      ok(
        isStraight
          ? { setting, answer: 'DIRECT', server: null }
          : { setting, answer: `PROXY ${setting}`, server: { ...proxy, kind: 'PROXY' } },
      ),
    )
  }
}

/** The first server of a list as PAC scripts give it; `null` where it begins with `DIRECT`. */
export function firstProxy(list: string, credential: ProxyServer['credential']): RoutedProxy | null {
  const [first = ''] = list.split(';')
  const [, kind, host, port] = /^\s*(PROXY|HTTPS|SOCKS)[45]?\s+\[?([^\s\]]+?)\]?:(\d+)\s*$/.exec(first) ?? []
  if (host === undefined) return null
  return { kind: kind as RoutedProxy['kind'], host, port: Number(port), credential }
}
