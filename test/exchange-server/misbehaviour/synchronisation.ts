/** What SyncFolderItems and SyncFolderHierarchy do that loses, doubles or delays changes in a careless client. */
import { isSyncState } from '../operations/sync-state.ts'
import { type XmlElement, child, childText } from '../soap/xml-tree.ts'
import type { InterceptedRequest, Interception } from '../http/interception.ts'
import { alterText } from './answers.ts'
import { type Misbehaviour, stateless } from './misbehaviour.ts'
import { changeOperation, operationOf, withChildText } from './request-tree.ts'

const SYNC = ['SyncFolderItems', 'SyncFolderHierarchy']
const PAGES = ['SyncFolderItems']
const SMALL_PAGE = 10

export const SYNCHRONISATION = {
  'duplicated-page': {
    description: 'the page that the client had before comes once more in the place of the next',
    layer: 'exchange',
    operations: SYNC,
    answers: 'valid',
    start: () => duplicatePages(),
  },
  'silent-restart': {
    description: 'the server forgot the SyncState and starts over from nothing, without a word',
    layer: 'exchange',
    operations: SYNC,
    answers: 'valid',
    start: stateless(({ body }) => startOver(body, () => true)),
  },
  'garbage-state-accepted': {
    description: 'a SyncState that is none is answered with success and everything from the start',
    layer: 'exchange',
    operations: SYNC,
    answers: 'valid',
    start: stateless(({ body }) => startOver(body, (state) => !isSyncState(state))),
  },
  'state-refused': {
    description: 'every SyncState is ErrorInvalidSyncStateData',
    layer: 'exchange',
    operations: SYNC,
    answers: 'valid',
    start: stateless(({ body }) => {
      const state = childText(operationOf(body), 'SyncState') ?? ''
      return state === '' ? 'pass' : withText(body, 'SyncState', 'bm90IGEgc3RhdGU=')
    }),
  },
  'empty-pages': {
    description: 'every page is empty and says that there is more, as for MaxChangesReturned=0',
    layer: 'exchange',
    operations: PAGES,
    answers: 'valid',
    start: stateless(({ body }) => withText(body, 'MaxChangesReturned', '0')),
  },
  'small-pages': {
    description: 'pages hold fewer changes than asked for (size, 10)',
    layer: 'exchange',
    operations: PAGES,
    answers: 'valid',
    start: stateless(({ body }, { settings: { size = SMALL_PAGE } }) => {
      const asked = Number(childText(operationOf(body), 'MaxChangesReturned'))
      return asked > size ? withText(body, 'MaxChangesReturned', String(size)) : 'pass'
    }),
  },
  'read-flag-as-update': {
    description: 'a change of the read flag is told as Update, not as ReadFlagChange',
    layer: 'exchange',
    operations: PAGES,
    answers: 'valid',
    start: stateless(() =>
      alterText((envelope) =>
        envelope.replace(
          /<t:ReadFlagChange>(.*?)<\/t:ReadFlagChange>/gs,
          '<t:Update><t:Message>$1</t:Message></t:Update>',
        ),
      ),
    ),
  },
} as const satisfies Record<string, Misbehaviour>

function withText(body: string, name: string, value: string | undefined): Interception {
  return { kind: 'alter', request: changeOperation(body, (sync) => withChildText(sync, name, value)) }
}

function startOver(body: string, isForgotten: (state: string) => boolean): Interception {
  const state = childText(operationOf(body), 'SyncState') ?? ''
  return state !== '' && isForgotten(state) ? withText(body, 'SyncState', undefined) : 'pass'
}

/** Remembers for each folder the last two states that a client asked with. */
function duplicatePages(): ReturnType<Misbehaviour['start']> {
  const asked = new Map<string, readonly string[]>()
  const stateOf = (sync: XmlElement | undefined): string => childText(sync, 'SyncState') ?? ''
  return {
    watch: (request) => {
      const sync = operationOf(request.body)
      const key = syncKey(request, sync)
      asked.set(key, [stateOf(sync), ...(asked.get(key) ?? [])].slice(0, 2))
    },
    act: (request) => {
      const sync = operationOf(request.body)
      const before = asked.get(syncKey(request, sync))?.[1]
      if (before === undefined || stateOf(sync) === '') return 'pass'
      return withText(request.body, 'SyncState', before === '' ? undefined : before)
    },
  }
}

function syncKey({ operation, mailbox }: InterceptedRequest, sync: XmlElement | undefined): string {
  return JSON.stringify([operation, mailbox, child(sync, 'SyncFolderId')?.children[0]])
}
