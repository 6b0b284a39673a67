/**
 * What the versions of Exchange say about themselves (MS-OXWSCDATA 2.2.3.10 ServerVersionInfo), and which requests
 * they refuse because they ask for a newer schema (MS-OXWSCDATA 2.2.3.9 RequestServerVersion).
 *
 * `Version` is the newest schema of the server, not its name: since Exchange 2013 it counts as V2_n, later as a
 * date. Clients that compare it as text with `Exchange2013` are what these differences find. The build numbers
 * are those of a release that was current; only the major ones are meant to be relied upon.
 */
import type { ServerVersion } from './envelope.ts'
import { SoapFault } from './fault.ts'
import { type XmlElement, child } from './xml-tree.ts'

export type ExchangeVersion =
  'Exchange2013' | 'Exchange2013_SP1' | 'Exchange2016' | 'Exchange2019' | 'ExchangeSE' | 'ExchangeOnline'

const version = (build: string, schema: string): ServerVersion => {
  const [majorVersion = 0, minorVersion = 0, majorBuildNumber = 0, minorBuildNumber = 0] = build
    .split('.')
    .map(Number)
  return { majorVersion, minorVersion, majorBuildNumber, minorBuildNumber, schema }
}

export const VERSIONS: Readonly<Record<ExchangeVersion, ServerVersion>> = {
  Exchange2013: version('15.0.775.38', 'V2_4'), // cumulative update 3
  Exchange2013_SP1: version('15.0.1497.2', 'V2_23'), // cumulative update 23
  Exchange2016: version('15.1.2507.6', 'V2017_07_11'), // cumulative update 23
  Exchange2019: version('15.2.1544.11', 'V2017_07_11'), // cumulative update 14
  ExchangeSE: version('15.2.2562.17', 'V2017_07_11'), // Subscription Edition, first release
  ExchangeOnline: version('15.20.8583.18', 'V2018_01_08'),
}

/** Schemas by name from the oldest to the newest (t:ExchangeVersionType); V2_n lies between. */
const SCHEMAS = [
  'Exchange2007',
  'Exchange2007_SP1',
  'Exchange2009',
  'Exchange2010',
  'Exchange2010_SP1',
  'Exchange2010_SP2',
  'Exchange2012',
  'Exchange2013',
  'Exchange2013_SP1',
  'Exchange2015',
  'Exchange2016',
  'V2015_10_05',
  'V2016_01_06',
  'V2016_04_13',
  'V2016_07_13',
  'V2016_10_10',
  'V2017_01_07',
  'V2017_04_14',
  'V2017_07_11',
  'V2018_01_08',
] as const

// Exchange 2013 says V2_1 to V2_4 until its service pack, which began with V2_6 in Exchange Online's numbering.
const FIRST_V2_OF_SP1 = 6

function age(schema: string): number | undefined {
  const number = /^V2_(\d+)$/.exec(schema)?.[1]
  const name =
    number === undefined ? schema : Number(number) < FIRST_V2_OF_SP1 ? 'Exchange2013' : 'Exchange2013_SP1'
  const index = SCHEMAS.findIndex((known) => known === name)
  return index < 0 ? undefined : index
}

/**
 * Refuses a request that asks for a schema which the server does not speak. Without the header the server takes
 * its oldest.
 * @throws SoapFault
 */
export function checkRequestedVersion(header: XmlElement | undefined, server: ServerVersion): void {
  const requested = child(header, 'RequestServerVersion')
  if (requested === undefined) return
  const asked = age(requested.attributes.Version ?? '')
  const newest = age(server.schema)
  if (newest === undefined) return // a version that a test made up speaks whatever it is asked
  if (asked === undefined || asked > newest) {
    throw new SoapFault('ErrorInvalidServerVersion', 'The specified server version is invalid.')
  }
}
