/**
 * Every shortcut of the application in one table: the keys that work, the list that the person sees (dialog and article
 * of the help) and `aria-keyshortcuts` all come from here, so that none is told that does not work.
 *
 * Keys are written as `aria-keyshortcuts` wants them. `Control` is Cmd on a Mac.
 */

export const SHORTCUT_GROUPS = ['everywhere', 'navigation', 'work'] as const
export type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number]

type ShortcutEntry = {
  /** More than one where keyboards differ. */
  readonly keys: readonly [string, ...string[]]
  readonly group: ShortcutGroup
  /** `always`: also while a dialog is open. Default: the screen behind a dialog keeps still. */
  readonly works?: 'always'
  /** In a field in which somebody writes the keys belong to the text. */
  readonly inText?: 'of-text'
  /** Done by the components or the menu of the window (`electron/main/menu.ts`); here so that it is told. */
  readonly builtIn?: true
}

export const SHORTCUTS = {
  help: { keys: ['F1'], group: 'everywhere', works: 'always' },
  shortcuts: { keys: ['?', 'Control+/'], group: 'everywhere', works: 'always' },
  helpFocus: { keys: ['F6'], group: 'everywhere' },
  close: { keys: ['Escape'], group: 'everywhere', builtIn: true },
  back: { keys: ['Alt+ArrowLeft'], group: 'everywhere', works: 'always' },
  forward: { keys: ['Alt+ArrowRight'], group: 'everywhere', works: 'always' },
  closeWindow: { keys: ['Control+W'], group: 'everywhere', builtIn: true },
  quit: { keys: ['Control+Q'], group: 'everywhere', builtIn: true },
  goOverview: { keys: ['Control+1'], group: 'navigation' },
  goConnectors: { keys: ['Control+2'], group: 'navigation' },
  goSync: { keys: ['Control+3'], group: 'navigation' },
  goData: { keys: ['Control+4'], group: 'navigation' },
  goSettings: { keys: ['Control+5'], group: 'navigation' },
  goHelp: { keys: ['Control+6'], group: 'navigation' },
  newConnector: { keys: ['Control+N'], group: 'work' },
  search: { keys: ['Control+F'], group: 'work' },
  save: { keys: ['Control+S'], group: 'work' },
  test: { keys: ['Control+T'], group: 'work' },
  synchronise: { keys: ['Control+Shift+S'], group: 'work' },
  undo: { keys: ['Control+Z'], group: 'work', inText: 'of-text' },
  refresh: { keys: ['F5'], group: 'work' },
} as const satisfies Record<string, ShortcutEntry>

export type ShortcutId = keyof typeof SHORTCUTS
export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as ShortcutId[]

/** As a registry entry, with what is optional. */
export function shortcutOf(id: ShortcutId): ShortcutEntry {
  return SHORTCUTS[id]
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(id: ShortcutId): string {
  return SHORTCUTS[id].keys.join(' ')
}

export type PressedKey = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'repeat'
>

/** The shortcut that was pressed. Keys that write something are left to a field in which somebody writes. */
export function pressedShortcut(event: PressedKey, isTyping: boolean): ShortcutId | null {
  if (event.isComposing || event.repeat) return null
  const isCommand = event.ctrlKey || event.metaKey
  // AltGr is Ctrl and Alt: it writes characters.
  if (isCommand && event.altKey) return null
  const writes = !isCommand && !/^F\d+$/.test(event.key)
  if (isTyping && writes) return null
  const pressed = SHORTCUT_IDS.find(
    (id) => !isBuiltIn(id) && SHORTCUTS[id].keys.some((keys) => is(keys, event)),
  )
  if (pressed === undefined || (isTyping && shortcutOf(pressed).inText === 'of-text')) return null
  return pressed
}

function isBuiltIn(id: ShortcutId): boolean {
  return shortcutOf(id).builtIn ?? false
}

function is(keys: string, event: PressedKey): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const wants = (modifier: string): boolean => parts.includes(modifier)
  if (event.key.toLowerCase() !== key.toLowerCase()) return false
  if (wants('Control') !== (event.ctrlKey || event.metaKey) || wants('Alt') !== event.altKey) return false
  // Where "?" and "/" are, and whether they need Shift, is a matter of the keyboard's language.
  return /^[?/]$/.test(key) || wants('Shift') === event.shiftKey
}
