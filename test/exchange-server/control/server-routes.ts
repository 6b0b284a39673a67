/** Routes to the server itself: what it was asked, how it misbehaves, outages, certificates, lock-outs. */
import { z } from 'zod'
import { CERTIFICATE_KINDS } from '../http/certificates.ts'
import { misbehaveOptions } from '../misbehaviour/misbehave-options.ts'
import type { ActiveMisbehaviour } from '../server.ts'
import { ControlError, type Route, type RouteRequest, route, routeWithBody } from './route.ts'
import { catalogueView, mailView, misbehaviourView } from './views.ts'

const certificate = z.strictObject({ kind: z.enum(CERTIFICATE_KINDS) })

export const SERVER_ROUTES: readonly Route[] = [
  route('GET', '/server', 'where EWS is, and what its answers broke so far', ({ server }) => ({
    url: server.url,
    caCertificate: server.caCertificate,
    validation: server.validation,
    schemaViolations: server.schemaViolations,
    failures: server.failures.map(String),
  })),

  route('GET', '/journal', 'every request, in the order of the answers', ({ server }) => server.journal),
  route('DELETE', '/journal', 'empties the journal', ({ server }) => {
    server.clearJournal()
  }),
  route('GET', '/mails-sent', 'every mail that was sent, with all its recipients', ({ server }) =>
    server.mailsSent.map(mailView),
  ),

  route('GET', '/misbehaviours/catalogue', 'what can be switched on', catalogueView),
  route('GET', '/misbehaviours', 'what is on, and how often it acted', ({ server }) =>
    server.misbehaviours.map(misbehaviourView),
  ),
  routeWithBody('POST', '/misbehaviours', 'switches one on', misbehaveOptions, ({ server, body }) =>
    misbehaviourView(server.misbehave(body)),
  ),
  route('DELETE', '/misbehaviours', 'switches all off', ({ server }) => {
    server.behave()
  }),
  route('GET', '/misbehaviours/:id', 'one that is on', (request) => misbehaviourView(active(request))),
  route('DELETE', '/misbehaviours/:id', 'switches one off and tells how often it acted', (request) => {
    const found = active(request)
    found.stop()
    return misbehaviourView(found)
  }),

  route('PUT', '/outage', 'closes the port of EWS and all its connections', async ({ server }) => {
    await server.stopListening()
  }),
  route('DELETE', '/outage', 'opens the port again, with the state as it was', async ({ server }) => {
    await server.listen()
  }),
  routeWithBody(
    'PUT',
    '/certificate',
    'changes the certificate for new connections',
    certificate,
    async ({ server, body }) => {
      if (server.caCertificate === undefined) throw new ControlError(409, 'the server speaks plain HTTP')
      await server.renewCertificate(body.kind)
      return { caCertificate: server.caCertificate }
    },
  ),
  route('DELETE', '/subscriptions', 'forgets all subscriptions, as a restart does', ({ server }) => {
    server.loseSubscriptions()
  }),

  route('GET', '/sign-ins/:user', 'how often a user signed in, or failed to', ({ server, param }) => ({
    successful: server.successfulSignIns(param('user')),
    failed: server.failedSignIns(param('user')),
  })),
  route('GET', '/lock-outs', 'users whose accounts are locked', ({ server }) => server.lockedAccounts),
  route('DELETE', '/lock-outs/:user', 'unlocks an account', ({ server, param }) => {
    if (!server.isLockedOut(param('user'))) throw new ControlError(404, `${param('user')} is not locked`)
    server.unlock(param('user'))
  }),
]

function active({ server, param }: RouteRequest<unknown>): ActiveMisbehaviour {
  const found = server.misbehaviours.find(({ id }) => String(id) === param('id'))
  if (found === undefined) throw new ControlError(404, `no misbehaviour ${param('id')} is on`)
  return found
}
