/**
 * Somebody starts the application while a command has its data. A command without a window says nothing on the screen,
 * and it may take minutes: so it tells why nothing opens, and offers to end.
 */
import { dialog } from 'electron'
import type { Language } from '#shared/domain/settings.ts'
import { fillText } from '#shared/texts/fill.ts'

const TEXTS = {
  de: {
    message: 'Der Befehl «{{verb}}» läuft noch.',
    detail: 'Das Fenster öffnet sich von selbst, sobald der Befehl zu Ende ist.',
    buttons: ['OK', 'Befehl abbrechen'],
  },
  en: {
    message: 'The command “{{verb}}” is still running.',
    detail: 'The window opens by itself as soon as the command has ended.',
    buttons: ['OK', 'Cancel the command'],
  },
} as const

/** @returns whether the person wants the command to end now */
export async function asksToCancelCommand(verb: string, language: Language): Promise<boolean> {
  const { message, detail, buttons } = TEXTS[language]
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'MS EWS Konnektor',
    message: fillText(message, { verb }),
    detail,
    buttons: [...buttons],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
