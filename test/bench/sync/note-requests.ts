/**
 * Synchronises a mailbox once and notes its requests, so that `raw.ts` can send the very same. Arguments: address of
 * EWS, folder for the Prime store, mailbox, file for the requests.
 */
import { writeFile } from 'node:fs/promises'
import { say } from '../figures.ts'
import { EngineRuns } from './engine-runs.ts'
import type { NotedRequest } from './words.ts'

const [url = '', folder = '', mailbox = '', file = ''] = process.argv.slice(2)

const noted: NotedRequest[] = []
const runs = new EngineRuns(url, folder, ({ signal: _signal, body, ...request }) => {
  if (typeof body !== 'string') throw new Error(`the body of ${request.operation} is no text`)
  noted.push({ ...request, body })
})
await runs.addAccount(mailbox)
await runs.run()
await runs.close()
await writeFile(file, JSON.stringify(noted))
say(JSON.stringify(noted.length))
