import Box from '@mui/material/Box'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Detail } from '#shared/domain/connection-test.ts'
import { formatParam } from '../../i18n/params.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** The facts behind a step, as a two-column list that can be selected and copied. */
export function StepDetails({ details }: { readonly details: readonly Detail[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'max-content 1fr',
        columnGap: 2,
        rowGap: 0.5,
        m: 0,
        py: 0.5,
        typography: 'body2',
      }}
    >
      {details.map(({ name, value }, index) => (
        // A name can appear more than once (several addresses); the list never changes once it is there.
        <Fragment key={index}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {t(`details.${name}`)}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere', userSelect: 'text' }}>
            {formatParam(name, value, format)}
          </Box>
        </Fragment>
      ))}
    </Box>
  )
}
