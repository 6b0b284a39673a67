/** What every grid needs to speak the language of the window and to be drawn under our content security policy. */
import type { GridLocaleText } from '@mui/x-data-grid'
import { deDE, enUS } from '@mui/x-data-grid/locales'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { cspNonce } from '../app/emotion-cache.ts'
import { useFormat } from '../i18n/use-format.ts'

type GridLook = { readonly localeText: Partial<GridLocaleText>; readonly nonce?: string }

/** @param noRows what stands where there are no rows */
export function useGridLook(noRows: string): GridLook {
  const { t, i18n } = useTranslation()
  const { number } = useFormat()
  const locale = i18n.language === 'de' ? deDE : enUS
  return useMemo(() => {
    const nonce = cspNonce()
    return {
      localeText: {
        ...locale.components.MuiDataGrid.defaultProps.localeText,
        noRowsLabel: noRows,
        // The end of some lists is not known before it is reached.
        paginationDisplayedRows: ({ from, to, count }) =>
          count === -1
            ? t('table.openRange', { from: number(from), to: number(to) })
            : t('table.range', { from: number(from), to: number(to), all: number(count) }),
      },
      ...(nonce !== undefined && { nonce }),
    }
  }, [locale, noRows, number, t])
}
