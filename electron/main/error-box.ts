/** A box of the system for what the window cannot tell, because it is not there. */
import { app, dialog } from 'electron'
import { resolveLanguage } from '#shared/domain/settings.ts'
import type { AppError } from '#shared/errors.ts'
import { fillText } from '#shared/texts/fill.ts'
import { SHARED_TEXTS } from '../services/sign-in-pages.ts'

const BUTTONS = { de: ['Noch einmal', 'Beenden'], en: ['Try again', 'Quit'] } as const

/** @returns whether the person wants to try again; else to quit */
export async function asksToTryAgain({ code, params }: AppError): Promise<boolean> {
  const language = resolveLanguage('system', app.getLocale())
  const { what, todo } = SHARED_TEXTS[language].errors[code]
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: 'MS EWS Konnektor',
    message: fillText(what, params),
    detail: fillText(todo, params),
    buttons: [...BUTTONS[language]],
    defaultId: 0,
    cancelId: 1,
  })
  return response === 0
}
