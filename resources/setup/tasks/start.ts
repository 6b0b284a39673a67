/** `npm start`: the application on the data of this user. Further arguments go to the application. */
import { startApplication } from '../application.ts'
import { ensureBuilt } from '../build.ts'
import { ended } from '../child.ts'
import { withDisplay } from '../display.ts'
import { prepare } from '../prepare.ts'

export async function start(args: readonly string[]): Promise<number> {
  await prepare('application')
  await ensureBuilt()
  return await withDisplay(async (display) => await ended(await startApplication(display, args)))
}
