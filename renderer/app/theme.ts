/** The one theme. System fonts: nothing is loaded, and the text looks like the rest of the desktop. */
import { deDE, enUS } from '@mui/material/locale'
import { createTheme, type Theme, type ThemeOptions } from '@mui/material/styles'
import type { Language } from '#shared/domain/settings.ts'
import { FORCED_COLOURS, plainStyles } from './plain-styles.ts'

/** What the Tab key has reached; of things to tick, whose input is invisible, the drawing beside it. */
const FOCUSED = [
  ':focus-visible:not(.MuiInputBase-input, [tabindex="-1"])',
  '.Mui-focusVisible',
  // No `:has()`, which every line that comes into sight would be asked for.
  ...['checkbox', 'radio'].map(
    (type) => `input[type="${type}"]:not(.plain-tick, .plain-switch):focus-visible + *`,
  ),
].join(', ')

/** @param language of the words that MUI brings along, for example for the pages of a list */
export function themeIn(language: Language): Theme {
  return createTheme(OPTIONS, language === 'de' ? deDE : enUS)
}

const OPTIONS: ThemeOptions = {
  cssVariables: { colorSchemeSelector: 'data-color-scheme' },
  // WCAG 2.2 AA: 4.5 to 1 for text, also for that on a filled message or a hovered line; MUI's own colours reach 3.
  colorSchemes: {
    light: {
      palette: {
        contrastThreshold: 4.5,
        primary: { main: '#1565c0' },
        info: { main: '#01579b' },
        warning: { main: '#a84300' },
        success: { main: '#1b5e20' },
        error: { main: '#c62828' },
      },
    },
    dark: { palette: { contrastThreshold: 4.5 } },
  },
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
    // A hint is to be read also where nothing can be entered now.
    MuiFormHelperText: {
      styleOverrides: {
        root: ({ theme: current }) => ({ '&.Mui-disabled': { color: current.vars.palette.text.secondary } }),
      },
    },
    // Margins between children, MUI's other way, are rules that match every element of a page that changes.
    MuiStack: { defaultProps: { useFlexGap: true } },
    MuiButton: { defaultProps: { disableElevation: true } },
    // Names without a blank may be 100 characters long.
    MuiAlert: { styleOverrides: { message: { overflowWrap: 'anywhere' } } },
    MuiTooltip: { defaultProps: { describeChild: true, enterDelay: 400 } },
    MuiCssBaseline: {
      styleOverrides: (current) => ({
        ...plainStyles(current),
        'html, body, #root': { height: '100%' },
        // Parts of MUI draw their focus in ways of their own, or not at all: one ring for everything that the Tab key
        // reaches. A field shows it by its frame; a box to tick is not the input itself, which is invisible.
        [FOCUSED]: {
          outline: `2px solid ${current.vars.palette.primary.main} !important`,
          outlineOffset: '-1px !important',
        },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': { animationDuration: '0.01ms', transitionDuration: '0.01ms' },
        },
        // Shadows and grounds are not drawn: an edge says where a dialog ends, and what is chosen.
        [FORCED_COLOURS]: {
          '.MuiDialog-root .MuiDialog-paper': { border: '1px solid CanvasText' },
          '.MuiTabs-root .MuiTabs-indicator': { backgroundColor: 'Highlight' },
          '.MuiButtonBase-root.Mui-selected:not(.MuiTab-root)': { border: '2px solid Highlight' },
        },
      }),
    },
  },
}
