import type { DataGridProps } from '@mui/x-data-grid'
import { deDE, enUS } from '@mui/x-data-grid/locales'
import { useTranslation } from 'react-i18next'
import { cspNonce } from '../app/emotion-cache.ts'

/** What every grid has in common: the words of the chosen language, and styles that our policy allows. */
export function useGridLook(emptyText: string): Pick<DataGridProps, 'localeText' | 'nonce'> {
  const { i18n } = useTranslation()
  const locale = i18n.language === 'de' ? deDE : enUS
  const nonce = cspNonce()
  return {
    localeText: { ...locale.components.MuiDataGrid.defaultProps.localeText, noRowsLabel: emptyText },
    ...(nonce !== undefined && { nonce }),
  }
}
