/**
 * GetServerTimeZones: the zones of the server, all or those that the request names, with or without their rules
 * (MS-OXWSGTZ 3.1.4.1). An id that the server does not know is left out of the answer.
 */
import { WINDOWS_TIME_ZONE_IDS, windowsTimeZone } from '../calendar/time-zones.ts'
import { timeZoneDefinitionXml, timeZoneNameXml } from '../calendar/write-time-zone-definition.ts'
import { child } from '../soap/xml-tree.ts'
import { all, element } from '../soap/xml-writer.ts'
import { type Operation, successMessage } from './operation.ts'

export const getServerTimeZones: Operation = {
  name: 'GetServerTimeZones',
  handle: (request) => {
    // The rules are part of the answer unless the client declines them.
    const full = !['false', '0'].includes(request.attributes.ReturnFullTimeZoneData ?? 'true')
    const ids = child(request, 'Ids')?.children.map((id) => id.text.trim()) ?? WINDOWS_TIME_ZONE_IDS
    const zones = ids.map(windowsTimeZone).filter((zone) => zone !== undefined)
    return element(
      'm:GetServerTimeZonesResponse',
      {},
      element(
        'm:ResponseMessages',
        {},
        successMessage(
          'GetServerTimeZones',
          element(
            'm:TimeZoneDefinitions',
            {},
            all(zones.map((zone) => (full ? timeZoneDefinitionXml(zone) : timeZoneNameXml(zone)))),
          ),
        ),
      ),
    )
  },
}
