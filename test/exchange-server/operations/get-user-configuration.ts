/** GetUserConfiguration: a mailbox of this server has no configuration objects, and says so as Exchange does. */
import { ResponseError } from '../soap/fault.ts'
import { type Operation, locateFolder, required, respond } from './operation.ts'

export const getUserConfiguration: Operation = {
  name: 'GetUserConfiguration',
  handle: (request, context) =>
    respond('GetUserConfiguration', [required(request, 'UserConfigurationName')], (name) => {
      locateFolder(name.children[0], context)
      throw new ResponseError('ErrorItemNotFound', 'The specified object was not found in the store.')
    }),
}
