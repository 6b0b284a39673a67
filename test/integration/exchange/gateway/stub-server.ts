/** An HTTP server that answers as told and keeps what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type StubServer = {
  readonly url: string
  /** Headers of every request. */
  readonly requests: IncomingMessage['headers'][]
  /** How many connections were opened. */
  connections(): number
  close(): Promise<void>
}

export async function startStubServer(
  answer: (response: ServerResponse, index: number) => void,
): Promise<StubServer> {
  const requests: IncomingMessage['headers'][] = []
  let connections = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      requests.push(request.headers)
      answer(response, requests.length - 1)
    })
  })
  server.on('connection', () => connections++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/EWS/Exchange.asmx`,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

const envelope = (body: string): string =>
  '<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"' +
  ' xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"' +
  ` xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><s:Body>${body}</s:Body></s:Envelope>`

export const answerXml =
  (body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/xml; charset=utf-8', ...headers })
    response.end(envelope(body))
  }

export const zones =
  '<m:GetServerTimeZonesResponse><m:ResponseMessages><m:GetServerTimeZonesResponseMessage ResponseClass="Success">' +
  '<m:ResponseCode>NoError</m:ResponseCode><m:TimeZoneDefinitions/></m:GetServerTimeZonesResponseMessage>' +
  '</m:ResponseMessages></m:GetServerTimeZonesResponse>'
