import Box from '@mui/material/Box'
import { Fragment, type ReactNode } from 'react'

type Fact = { readonly name: string; readonly value: ReactNode }

/** Names and values as a two-column list that can be selected and copied. A name can appear more than once. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
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
      {facts.map(({ name, value }, index) => (
        <Fragment key={index}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere', userSelect: 'text' }}>
            {value}
          </Box>
        </Fragment>
      ))}
    </Box>
  )
}
