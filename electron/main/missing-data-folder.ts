/** The application cannot open its data: says where it should be, and begins nothing in another place. */
import { app } from 'electron'
import type { AppError } from '#shared/errors.ts'
import { asksToTryAgain } from './error-box.ts'
import { relaunch } from './relaunch.ts'

export async function tellMissingDataFolder(error: AppError): Promise<void> {
  if (await asksToTryAgain(error)) relaunch()
  app.quit()
}
