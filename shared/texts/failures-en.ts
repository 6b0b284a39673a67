/** English texts of what can fail in the application itself. */
import type { FailureTexts } from './catalogue.ts'

export const failuresEn: FailureTexts = {
  'application.unexpected': {
    what: 'An unexpected error occurred in the background of the application.',
    todo: 'It goes on running, and nothing that was saved is lost. Restart it when it suits you. The log has the details; if it happens again, create a package for support in the settings. Nothing is sent by itself.',
  },
  'window.restored': {
    what: 'The window crashed and was loaded again.',
    todo: 'What was saved and the synchronisation are not affected; please enter again what was not saved yet in a form. If it happens again, create a package for support in the settings. Nothing is sent by itself.',
  },
  'window.keeps-crashing': {
    what: 'The window crashes again and again.',
    todo: 'What was saved and the synchronisation are not affected. Restart the application; if that does not help, check graphics driver, free memory and virus protection of this computer.',
  },
}
