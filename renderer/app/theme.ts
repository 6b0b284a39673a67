/** The one theme. System fonts: nothing is loaded, and the text looks like the rest of the desktop. */
import { createTheme } from '@mui/material/styles'

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-color-scheme' },
  colorSchemes: { light: true, dark: true },
  typography: {
    fontFamily: 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    fontSize: 13,
    h1: { fontSize: '1.5rem', fontWeight: 600 },
    h2: { fontSize: '1.125rem', fontWeight: 600 },
    h3: { fontSize: '1rem', fontWeight: 600 },
    button: { textTransform: 'none' },
  },
  components: {
    MuiTableCell: {
      styleOverrides: { sizeSmall: ({ theme: current }) => ({ padding: current.spacing(0.75, 1) }) },
    },
    MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
    MuiButton: { defaultProps: { disableElevation: true } },
    // Names without a blank may be 100 characters long.
    MuiAlert: { styleOverrides: { message: { overflowWrap: 'anywhere' } } },
    MuiTooltip: { defaultProps: { describeChild: true, enterDelay: 400 } },
    MuiButtonBase: {
      styleOverrides: {
        root: ({ theme: current }) => ({
          '&.Mui-focusVisible': {
            outline: `2px solid ${current.vars.palette.primary.main}`,
            outlineOffset: 1,
          },
        }),
      },
    },
    MuiCssBaseline: {
      styleOverrides: {
        'html, body, #root': { height: '100%' },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': { animationDuration: '0.01ms', transitionDuration: '0.01ms' },
        },
      },
    },
  },
})
