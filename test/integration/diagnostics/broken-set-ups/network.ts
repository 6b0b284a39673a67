/** Names, ports and what else stands between this machine and the server. */
import type { ErrorCode } from '#shared/errors.ts'
import { nodeWay } from '#test/integration/node-transport.ts'
import type { ProxyOptions } from '#test/proxy/proxy-server.ts'
import type { BrokenSetUp } from './broken-set-up.ts'

const proxied = (situation: string, finds: ErrorCode, options: ProxyOptions): BrokenSetUp => ({
  situation,
  step: 'proxy',
  finds,
  arrange: async (stage) => ({
    url: 'https://mail.contoso.example/EWS/Exchange.asmx',
    ...nodeWay(await stage.proxy(options)),
  }),
})

export const NETWORK: readonly BrokenSetUp[] = [
  proxied('The proxy server wants a sign-in, and none is set', 'proxy.sign-in-needed', {
    credential: 'petra:geheim',
  }),
  {
    situation: 'The password for the proxy server is wrong',
    step: 'proxy',
    finds: 'proxy.sign-in-refused',
    arrange: async (stage) => {
      const proxy = await stage.proxy({ credential: 'petra:geheim' })
      const credential = { userName: 'petra', password: 'falsch' }
      return { url: 'https://mail.contoso.example/EWS/Exchange.asmx', ...nodeWay({ ...proxy, credential }) }
    },
  },
  proxied('The proxy server forbids the way to the server', 'proxy.forbids', { refuse: 403 }),
  proxied(
    'The proxy server does not know the internal name of the server, or does not reach it',
    'proxy.cannot-reach',
    { refuse: 502 },
  ),
  {
    situation: 'The proxy server that is set does not run, or its port is wrong',
    step: 'proxy',
    finds: 'proxy.connection-refused',
    arrange: async (stage) => {
      const server = await stage.exchange()
      await server.stopListening()
      const port = Number(new URL(server.url).port)
      return {
        url: 'https://mail.contoso.example/EWS/Exchange.asmx',
        ...nodeWay({ host: 'localhost', port, credential: null }),
      }
    },
  },
  {
    situation: 'The name of the proxy server exists only in the network of the company',
    step: 'proxy',
    finds: 'proxy.name-not-found',
    arrange: () =>
      Promise.resolve({
        url: 'https://mail.contoso.example/EWS/Exchange.asmx',
        ...nodeWay({ host: 'proxy.contoso.invalid', port: 8080, credential: null }),
      }),
  },
  {
    situation: 'The name of the server is mistyped, or this machine asks a DNS server that does not know it',
    step: 'name-resolution',
    finds: 'network.host-not-found',
    arrange: () => Promise.resolve({ url: 'https://mial.contoso.invalid/EWS/Exchange.asmx' }),
  },
  {
    situation:
      'Nothing listens on the port: the web server of Exchange (IIS) is stopped, or the port is wrong',
    step: 'tcp',
    finds: 'network.connection-refused',
    arrange: async (stage) => {
      const server = await stage.exchange({ tls: 'private-ca' })
      await server.stopListening()
      return { url: server.url }
    },
  },
  {
    situation: 'The port speaks http without encryption, the address says https',
    step: 'tls',
    finds: 'tls.not-tls',
    arrange: async (stage) => ({
      url: await stage.listener((socket) => {
        socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'))
      }),
    }),
  },
  {
    situation: 'A firewall cuts the connection as soon as it sees TLS',
    step: 'tls',
    finds: 'tls.closed',
    arrange: async (stage) => ({
      url: await stage.listener((socket) => {
        socket.once('data', () => {
          socket.resetAndDestroy()
        })
      }),
    }),
  },
  {
    situation: 'The server is only reached without encryption, on this machine',
    step: 'tls',
    finds: 'not-encrypted-loopback',
    arrange: async (stage) => ({ url: (await stage.exchange()).url }),
  },
]
