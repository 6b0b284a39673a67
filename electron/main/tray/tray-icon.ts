/**
 * Which picture stands in the task bar. Pure, and known to `resources/icons/write-tray-icons.ts`, which makes them.
 *
 * The state of the whole and whether something runs are one picture: a person looks at sixteen pixels. What is wrong
 * is more important than that something runs; only a whole that is well shows the arrows.
 */
import type { OverallState } from '#shared/domain/overview.ts'

/** `idle`: nothing has been set up or synchronised yet, so that nothing can be said. */
export const TRAY_STATES = ['healthy', 'attention', 'stopped', 'synchronising', 'idle'] as const
export type TrayState = (typeof TRAY_STATES)[number]

/** Of the task bar, not of the icon. */
export const TASK_BAR_TONES = ['dark', 'light'] as const
export type TaskBarTone = (typeof TASK_BAR_TONES)[number]

export type TrayIcon = { readonly state: TrayState; readonly tone: TaskBarTone }

export const TRAY_ICONS: readonly TrayIcon[] = TRAY_STATES.flatMap((state) =>
  TASK_BAR_TONES.map((tone) => ({ state, tone })),
)

/** Pixels at 100, 125, 150 and 200 %. */
export const TRAY_ICON_SIZES = [16, 20, 24, 32] as const
export type TrayIconSize = (typeof TRAY_ICON_SIZES)[number]

export function trayIconFile({ state, tone }: TrayIcon, size: TrayIconSize | 'ico'): string {
  return size === 'ico' ? `${state}-${tone}.ico` : `${state}-${tone}-${size}.png`
}

export function trayStateOf(whole: OverallState, running: number): TrayState {
  if (whole === 'attention' || whole === 'stopped') return whole
  if (running > 0) return 'synchronising'
  return whole === 'healthy' ? 'healthy' : 'idle'
}

/**
 * The task bar of Windows has a look of its own beside that of applications, which newer versions of Electron tell
 * (`integrated`). Where nobody tells, it is dark: so are that of Windows and the panel of GNOME as delivered.
 */
export function taskBarTone(integrated: boolean | undefined): TaskBarTone {
  return (integrated ?? true) ? 'dark' : 'light'
}
