/**
 * Where F1 leads: to the help of the question mark that is nearest to the focus, going outwards from the focused
 * element, never out of the topmost dialog. Rejected: a table of routes, which would know nothing of cards and dialogs.
 */
import type { HelpAddress } from './articles.ts'
import { helpPlaceOf, isHelpPlace } from './places.ts'

const MARK = '[data-help-place]'

/** @param dialog the topmost dialog, out of which nobody looks */
export function helpHere(focused: Element | null, dialog: Element | null, main: Element | null): HelpAddress {
  const limit = dialog ?? main
  let around = focused !== null && (limit?.contains(focused) ?? false) ? focused : limit
  while (around !== null) {
    const mark = around.matches(MARK) ? around : around.querySelector(MARK)
    const place = mark instanceof HTMLElement ? mark.dataset.helpPlace : undefined
    if (isHelpPlace(place)) {
      const { article, heading, fields = {} } = helpPlaceOf(place)
      return { article, heading: fields[fieldNameOf(focused)] ?? heading }
    }
    around = around === limit ? null : around.parentElement
  }
  return null
}

/** That of the input; the button of a choice has none, and an input that nobody sees beside it. */
function fieldNameOf(element: Element | null): string {
  const field = element?.closest('.MuiFormControl-root')?.querySelector('[name]')
  return element?.getAttribute('name') ?? field?.getAttribute('name') ?? ''
}
