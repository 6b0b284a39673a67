import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { EmailPerson } from '#shared/domain/prime.ts'
import { shownPerson } from './person.ts'

/** More would fill the screen and take the window its time. */
const MOST_SHOWN = 50

/** People, each for itself: what one is called turns nothing of the others around. */
export function People({ people, further = 0 }: { people: readonly EmailPerson[]; further?: number }) {
  const { t } = useTranslation()
  const left = Math.max(0, people.length - MOST_SHOWN) + further
  return (
    <span translate="no">
      {people.slice(0, MOST_SHOWN).map((person, index) => (
        <Fragment key={index}>
          {index > 0 && ', '}
          <bdi>{shownPerson(person)}</bdi>
        </Fragment>
      ))}
      {left > 0 && ` ${t('email.furtherPeople', { count: left })}`}
    </span>
  )
}
