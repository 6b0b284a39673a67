/** The cards of the settings, in their order. A new one is one file and one line here. */
import type { ComponentType } from 'react'
import type { AppState } from '#shared/contract/contract.ts'
import type { TextKey } from '../../i18n/texts.ts'
import { AboutCard } from './about-card.tsx'
import { AppearanceCard } from './appearance-card.tsx'
import { BackgroundCard } from './background-card.tsx'
import { DataCard } from './data-card.tsx'
import { LogCard } from './log-card.tsx'
import { NetworkCard } from './network-card.tsx'
import { PoliciesCard } from './policies-card.tsx'
import { SupportCard } from './support-card.tsx'
import { SyncCard } from './sync-card.tsx'
import { UpdatesCard } from './updates-card.tsx'

/** `id`: of the card's title, by which it is named and jumped to. */
export type SectionProps = { readonly id: string; readonly state: AppState }

type Section = {
  /** As it stands in the address, `/settings?section=…`. */
  readonly name: string
  readonly title: TextKey
  readonly Card: ComponentType<SectionProps>
}

export const SECTIONS: readonly Section[] = [
  { name: 'appearance', title: 'settings.appearance', Card: AppearanceCard },
  { name: 'sync', title: 'settings.sync', Card: SyncCard },
  { name: 'background', title: 'background.title', Card: BackgroundCard },
  { name: 'network', title: 'settings.network', Card: NetworkCard },
  { name: 'data', title: 'settings.data', Card: DataCard },
  { name: 'log', title: 'settings.log', Card: LogCard },
  { name: 'policies', title: 'policies.title', Card: PoliciesCard },
  { name: 'support', title: 'support.title', Card: SupportCard },
  { name: 'updates', title: 'updates.title', Card: UpdatesCard },
  { name: 'about', title: 'settings.about', Card: AboutCard },
]
