/** Names, ports and what else stands between this machine and the server. */
import type { BrokenSetUp } from './broken-set-up.ts'

export const NETWORK: readonly BrokenSetUp[] = [
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
    finds: 'tls.failed',
    arrange: async (stage) => ({
      url: await stage.listener((socket) => {
        socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'))
      }),
    }),
  },
  {
    situation: 'A firewall cuts the connection as soon as it sees TLS',
    step: 'tls',
    finds: 'network.connection-lost',
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
