/** `npm run supply-chain`: licences and known weaknesses of what is shipped, with its notices and bill of materials. */
import { ensureBuilt } from '../build.ts'
import { prepare } from '../prepare.ts'
import { say } from '../say.ts'

export async function supplyChain(): Promise<number> {
  await prepare('application')
  await ensureBuilt()
  const { BILL_FILE, NOTICES_FILE, checkSupplyChain, everythingShipped, writeSupplyChain } =
    await import('../../supply-chain/supply-chain.ts')
  const shipped = await everythingShipped()
  await writeSupplyChain(shipped)
  say(`Written: ${NOTICES_FILE}, ${BILL_FILE}`)
  return (await checkSupplyChain(shipped)).failed === 0 ? 0 : 1
}
