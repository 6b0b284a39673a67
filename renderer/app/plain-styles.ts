/**
 * The look of what stands in the lines of long lists: classes that are written once, for plain elements.
 *
 * A `Typography`, `Chip` or `IconButton` works out its styles again each time one is drawn, some tenths of a millisecond;
 * a line has fifty of them, and while somebody scrolls, a dozen lines are drawn for one frame. So what is drawn by the
 * hundred is `span`, `button` and `input` with one of these classes; everywhere else MUI's own parts are right.
 * The measures and colours are those of MUI, which the eye is not to tell apart.
 */
import type { CSSObject, Theme } from '@mui/material/styles'

type ThemeOfWindow = Theme & { readonly vars: NonNullable<Theme['vars']> }

const TONES = ['success', 'warning', 'error', 'info'] as const

export const FORCED_COLOURS = '@media (forced-colors: active)'

export function plainStyles(theme: ThemeOfWindow): CSSObject {
  return { ...textStyles(theme), ...iconStyles(theme), ...chipStyles(theme), ...boxStyles(theme) }
}

function textStyles({ vars, typography, spacing }: ThemeOfWindow): CSSObject {
  return {
    '.plain-caption': { ...typography.caption, display: 'block', color: vars.palette.text.secondary },
    '.plain-caption.is-primary': { color: vars.palette.text.primary },
    '.plain-caption.is-error': { color: vars.palette.error.main },
    '.plain-caption.is-breaking': { overflowWrap: 'anywhere', whiteSpace: 'normal' },
    '.plain-strong': {
      ...typography.body2,
      fontWeight: typography.fontWeightBold,
      overflowWrap: 'break-word',
    },
    '.plain-cut': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    '.plain-time': {
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: spacing(1),
      '& > span': { whiteSpace: 'nowrap' },
    },
    '.plain-line': { display: 'flex', alignItems: 'center', gap: spacing(0.5), minWidth: 0 },
    '.plain-line.is-wide': { gap: spacing(1) },
    '.plain-line.is-end': { gap: 0, justifyContent: 'flex-end' },
    '.plain-part': { minWidth: 0 },
    '.plain-part.is-breaking': { padding: spacing(0.5, 0), whiteSpace: 'normal' },
    '.is-filling': { flex: 1 },
  }
}

function iconStyles({ vars, typography }: ThemeOfWindow): CSSObject {
  return {
    '.plain-icon': { width: '1em', height: '1em', flexShrink: 0, fill: 'currentColor', userSelect: 'none' },
    '.plain-icon.is-small': { fontSize: typography.pxToRem(20) },
    '.plain-icon.is-medium': { fontSize: typography.pxToRem(24) },
    '.plain-icon.is-action': { color: vars.palette.action.active },
    '.tone-default': { color: vars.palette.action.disabled },
    ...Object.fromEntries(TONES.map((tone) => [`.tone-${tone}`, { color: vars.palette[tone].main }])),
  }
}

function chipStyles(theme: ThemeOfWindow): CSSObject {
  const { vars, typography } = theme
  return {
    '.plain-chip': {
      display: 'inline-flex',
      alignItems: 'center',
      boxSizing: 'border-box',
      maxWidth: '100%',
      height: 24,
      padding: 0,
      border: `1px solid ${vars.palette.Chip.defaultBorder}`,
      borderRadius: 16,
      background: 'none',
      fontFamily: typography.fontFamily,
      fontSize: typography.pxToRem(13),
      lineHeight: 1.5,
      whiteSpace: 'nowrap',
      verticalAlign: 'middle',
      '& > .plain-icon': { fontSize: 18, marginLeft: 2 },
      '& > span': { overflow: 'hidden', textOverflow: 'ellipsis', padding: '0 7px 0 3px' },
    },
    'button.plain-chip': { cursor: 'pointer' },
    'button.plain-chip:hover': { backgroundColor: vars.palette.action.hover },
    '.plain-chip.tone-default': {
      color: vars.palette.text.primary,
      '& > .plain-icon': { color: vars.palette.Chip.defaultIconColor },
    },
    ...Object.fromEntries(
      TONES.map((tone) => [
        `.plain-chip.tone-${tone}`,
        { borderColor: theme.alpha(vars.palette[tone].main, 0.7) },
      ]),
    ),
  }
}

function boxStyles({ vars, shadows }: ThemeOfWindow): CSSObject {
  return {
    '.plain-action': {
      display: 'inline-flex',
      padding: 5,
      border: 0,
      borderRadius: '50%',
      background: 'none',
      verticalAlign: 'middle',
      color: vars.palette.action.active,
      cursor: 'pointer',
    },
    '.plain-action:hover': { backgroundColor: vars.palette.action.hover },
    '.plain-action:disabled': {
      color: vars.palette.action.disabled,
      cursor: 'default',
      background: 'none',
      [FORCED_COLOURS]: { color: 'GrayText' },
    },
    '.plain-progress': {
      position: 'relative',
      height: 4,
      overflow: 'hidden',
      backgroundColor: vars.palette.LinearProgress.primaryBg,
      '& > div': { width: '100%', height: '100%', backgroundColor: vars.palette.primary.main },
      // How far it is, nobody knows yet.
      '&:not([aria-valuenow]) > div': { width: '40%', animation: 'plain-progress 2s linear infinite' },
      [FORCED_COLOURS]: { '& > div': { backgroundColor: 'Highlight' } },
    },
    '@keyframes plain-progress': {
      from: { transform: 'translateX(-100%)' },
      to: { transform: 'translateX(250%)' },
    },
    '.plain-tick': {
      width: 18,
      height: 18,
      margin: 3,
      cursor: 'pointer',
      accentColor: vars.palette.primary.main,
    },
    '.plain-switch': {
      appearance: 'none',
      position: 'relative',
      flexShrink: 0,
      width: 40,
      height: 24,
      margin: 0,
      verticalAlign: 'middle',
      cursor: 'pointer',
      '&::before, &::after': { content: '""', position: 'absolute' },
      // The groove, and the knob in it.
      '&::before': {
        inset: 7,
        borderRadius: 7,
        backgroundColor: vars.palette.common.onBackground,
        opacity: vars.opacity.switchTrack,
      },
      '&::after': {
        inset: '4px auto auto 4px',
        width: 16,
        height: 16,
        borderRadius: '50%',
        backgroundColor: vars.palette.Switch.defaultColor,
        boxShadow: shadows[1],
      },
      '&:checked::before': { backgroundColor: vars.palette.primary.main, opacity: 0.5 },
      '&:checked::after': { backgroundColor: vars.palette.primary.main, left: 20 },
      '&:disabled': { cursor: 'default', opacity: 0.5 },
      [FORCED_COLOURS]: {
        '&::before': { border: '1px solid ButtonBorder', boxSizing: 'border-box', opacity: 1 },
        '&::after': { border: '8px solid ButtonText', boxSizing: 'border-box' },
        '&:checked::after': { borderColor: 'Highlight' },
      },
    },
  }
}
