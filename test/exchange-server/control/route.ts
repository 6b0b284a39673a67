/** What a route of the control interface is, and how a request finds its own. */
import { z } from 'zod'
import type { ExchangeServer } from '../server.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type RouteRequest<Body> = {
  readonly server: ExchangeServer
  /** A part of the path that the route names with a colon. */
  readonly param: (name: string) => string
  readonly query: URLSearchParams
  readonly body: Body
}

export type Route = {
  readonly method: Method
  /** For example /mailboxes/:address/items. */
  readonly path: string
  /** One line for people. */
  readonly summary: string
  /** What the body must be; undefined when there is none. */
  readonly schema: z.ZodType | undefined
  /**
   * Parses the body and answers; undefined for an answer without content.
   * @throws ZodError, ControlError, ResponseError
   */
  readonly answer: (request: RouteRequest<unknown>) => unknown
}

/** A request that cannot be answered, with the HTTP status that says so. */
export class ControlError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'ControlError'
    this.status = status
  }
}

/** A route without a body. */
export function route(
  method: Method,
  path: string,
  summary: string,
  answer: (request: RouteRequest<undefined>) => unknown,
): Route {
  return {
    method,
    path,
    summary,
    schema: undefined,
    answer: (request) => answer({ ...request, body: undefined }),
  }
}

/** A route with a body of JSON. */
export function routeWithBody<Schema extends z.ZodType>(
  method: Method,
  path: string,
  summary: string,
  schema: Schema,
  answer: (request: RouteRequest<z.infer<Schema>>) => unknown,
): Route {
  return {
    method,
    path,
    summary,
    schema,
    answer: (request) => answer({ ...request, body: schema.parse(request.body) }),
  }
}

/** The parameters of a path when it is that of the route; undefined when it is another. */
export function matchPath(pattern: string, path: string): ReadonlyMap<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params = new Map<string, string>()
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params.set(part.slice(1), decodeURIComponent(value))
    else if (part !== value) return undefined
  }
  return params
}
