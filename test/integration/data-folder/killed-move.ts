/** A move that ends in the middle: `killed-move.ts <standard> <target> <step>`. */
import { randomUUID } from 'node:crypto'
import { moveDataFolder } from '#electron/data-folder/move-data-folder.ts'
import { findDataFolder } from '#electron/data-folder/place.ts'
import { checkDatabase } from '#electron/prime/check-database.ts'

const [standard = '', target = '', step = '0'] = process.argv.slice(2)
const place = findDataFolder(standard, {})
if (!place.ok) throw new Error(place.error.code)
let seen = 0
const die = (): void => {
  if (seen++ === Number(step)) process.kill(process.pid, 'SIGKILL')
}
if (place.value.folder !== target) {
  await moveDataFolder({
    place: place.value,
    target,
    id: randomUUID(),
    signal: new AbortController().signal,
    onProgress: die,
    checkDatabase: (file) => {
      die()
      return Promise.resolve(checkDatabase(file))
    },
  })
}
