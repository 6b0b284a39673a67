/** ResolveNames: mailboxes of the server by a part of name, alias or address (MS-OXWSRSLNM). */
import { ResponseError } from '../soap/fault.ts'
import { childText } from '../soap/xml-tree.ts'
import { all, element, leaf } from '../soap/xml-writer.ts'
import { type Operation, errorMessage, successMessage } from './operation.ts'

const NAME = 'ResolveNames'
const MAX_RESOLUTIONS = 100 // schema: t:ArrayOfResolutionType

export const resolveNames: Operation = {
  name: NAME,
  handle: (request, { directory }) => {
    const asked = (childText(request, 'UnresolvedEntry') ?? '').toLowerCase()
    const wanted = asked.replace(/^smtp:/, '')
    const found = directory.mailboxes().filter(
      (mailbox) =>
        // With `smtp:` it is one exact address, also another one of a mailbox.
        (asked !== wanted && directory.byAddress(wanted) === mailbox) ||
        [mailbox.address, mailbox.user, mailbox.displayName].some((text) =>
          text.toLowerCase().startsWith(wanted),
        ),
    )
    const message =
      found.length === 0
        ? errorMessage(NAME, new ResponseError('ErrorNameResolutionNoResults', 'No results were found.'))
        : successMessage(
            NAME,
            element(
              'm:ResolutionSet',
              { TotalItemsInView: found.length, IncludesLastItemInRange: found.length <= MAX_RESOLUTIONS },
              all(
                found
                  .slice(0, MAX_RESOLUTIONS)
                  .map(({ displayName, address }) =>
                    element(
                      't:Resolution',
                      {},
                      element(
                        't:Mailbox',
                        {},
                        leaf('t:Name', displayName),
                        leaf('t:EmailAddress', address),
                        leaf('t:RoutingType', 'SMTP'),
                        leaf('t:MailboxType', 'Mailbox'),
                      ),
                    ),
                  ),
              ),
            ),
          )
    return element(`m:${NAME}Response`, {}, element('m:ResponseMessages', {}, message))
  },
}
