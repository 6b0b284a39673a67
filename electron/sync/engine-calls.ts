/**
 * Every call of the engine made by one function: that of main forwards over the message port, that of the sync host
 * asks the engine. So a new call is one line in the contract and its implementation, and cannot be forgotten between.
 */
import { ENGINE_METHODS, type EngineApi, type EngineMethod } from './engine-api.ts'

export type EngineCalls = Omit<EngineApi, 'close'>

export function engineCalls(
  call: <M extends EngineMethod>(
    method: M,
    input: Parameters<EngineCalls[M]>[0],
  ) => ReturnType<EngineCalls[M]>,
): EngineCalls {
  const calls = ENGINE_METHODS.map((method) => [method, (input: never) => call(method, input)])
  return Object.fromEntries(calls) as EngineCalls
}
