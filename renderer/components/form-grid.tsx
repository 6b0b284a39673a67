import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

/** Fields side by side where there is room for two. */
export function FormGrid({ children }: { readonly children: ReactNode }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
        alignItems: 'start',
      }}
    >
      {children}
    </Box>
  )
}
