import AddIcon from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountData } from '#shared/domain/data.ts'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import { viewOfKind, type DataPlace } from '../use-data-place.ts'
import { ItemEditDialog } from './item-edit-dialog.tsx'

const KINDS = ['email', 'appointment', 'meeting', 'absence', 'task'] as const

type NewItemMenuProps = {
  readonly account: PrimeEmailAccount
  readonly data: AccountData
  readonly go: (change: Partial<DataPlace>) => void
}

/** Creates an object in Winoffice Prime, to see it arrive in Exchange. */
export function NewItemMenu({ account, data, go }: NewItemMenuProps) {
  const { t } = useTranslation()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [kind, setKind] = useState<(typeof KINDS)[number] | null>(null)
  return (
    <>
      <Button
        size="small"
        startIcon={<AddIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => {
          setAnchor(event.currentTarget)
        }}
      >
        {t('data.new')}
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => {
          setAnchor(null)
        }}
      >
        {KINDS.map((each) => (
          <MenuItem
            key={each}
            onClick={() => {
              setAnchor(null)
              setKind(each)
            }}
          >
            {t(`data.new.${each}`)}
          </MenuItem>
        ))}
      </Menu>
      {kind !== null && (
        <ItemEditDialog
          account={account.id}
          data={data}
          target={{ mode: 'new', kind }}
          onSaved={({ record }) => {
            // To where the new object is.
            go({ view: viewOfKind(record.kind), folder: null })
          }}
          onClose={() => {
            setKind(null)
          }}
        />
      )}
    </>
  )
}
