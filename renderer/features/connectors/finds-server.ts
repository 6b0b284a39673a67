/** The state of a navigation to a new connector that begins with the search for its server. */
export const FINDS_SERVER = { findsServer: true }

export function findsServer(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'findsServer' in state && state.findsServer === true
}
