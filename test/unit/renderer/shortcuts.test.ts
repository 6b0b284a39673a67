/** One table of shortcuts: what is told works, and nothing fires while somebody writes. */
import { describe, expect, test, vi } from 'vitest'
import { setWindowMenu } from '#electron/main/menu.ts'
import {
  pressedShortcut,
  SHORTCUT_IDS,
  SHORTCUTS,
  shortcutOf,
  type PressedKey,
} from '../../../renderer/components/shortcuts.ts'

const menu = vi.hoisted(() => ({ accelerators: [] as string[] }))
vi.mock('electron', () => ({
  Menu: {
    setApplicationMenu: () => undefined,
    buildFromTemplate: (items: { submenu: { accelerator: string }[] }[]) => {
      for (const { accelerator } of items.flatMap(({ submenu }) => submenu))
        menu.accelerators.push(accelerator.replace('CommandOrControl', 'Control'))
    },
  },
}))

const key = (name: string, held: Partial<PressedKey> = {}): PressedKey => ({
  ...{ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...{ isComposing: false, repeat: false, ...held },
})
const ctrl = { ctrlKey: true }

describe('the table of shortcuts', () => {
  test('uses no keys twice', () => {
    const keys = SHORTCUT_IDS.flatMap((id) => [...SHORTCUTS[id].keys])
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('finds each by the keys it tells', () => {
    for (const id of SHORTCUT_IDS.filter((each) => !shortcutOf(each).builtIn)) {
      for (const keys of SHORTCUTS[id].keys) {
        const parts = keys.split('+')
        const pressed = key(parts.at(-1)!, {
          ctrlKey: parts.includes('Control'),
          altKey: parts.includes('Alt'),
          shiftKey: parts.includes('Shift'),
        })
        expect([keys, pressedShortcut(pressed, false)]).toEqual([keys, id])
      }
    }
  })
})

describe('the menu of the window', () => {
  test('has no keys but those that the list tells', () => {
    setWindowMenu({ menu: 'Menu', closeWindow: 'Close', quit: 'Quit' }, () => undefined)
    expect(menu.accelerators.sort()).toEqual([...SHORTCUTS.quit.keys, ...SHORTCUTS.closeWindow.keys])
  })
})

describe('a pressed key', () => {
  test('that takes back belongs to the text while somebody writes', () => {
    expect(pressedShortcut(key('z', ctrl), true)).toBeNull()
    expect(pressedShortcut(key('z', ctrl), false)).toBe('undo')
  })

  test('is heard with Cmd as with Ctrl', () => {
    expect(pressedShortcut(key('s', { metaKey: true }), true)).toBe('save')
  })

  test('is told apart with and without Shift', () => {
    expect(pressedShortcut(key('S', { ...ctrl, shiftKey: true }), false)).toBe('synchronise')
    expect(pressedShortcut(key('s', ctrl), false)).toBe('save')
  })

  test('finds the list of shortcuts wherever the keyboard has its question mark and slash', () => {
    expect(pressedShortcut(key('?', { shiftKey: true }), false)).toBe('shortcuts')
    expect(pressedShortcut(key('/', { ...ctrl, shiftKey: true }), false)).toBe('shortcuts')
  })

  test('that writes is left to the field in which somebody writes', () => {
    expect(pressedShortcut(key('?', { shiftKey: true }), true)).toBeNull()
    expect(pressedShortcut(key('ArrowLeft', { altKey: true }), true)).toBeNull()
    expect(pressedShortcut(key('F1'), true)).toBe('help')
  })

  test('with AltGr, which is Ctrl and Alt, writes a character', () => {
    expect(pressedShortcut(key('2', { ...ctrl, altKey: true }), false)).toBeNull()
  })

  test('that is held, or composes a character, does nothing', () => {
    expect(pressedShortcut(key('s', { ...ctrl, repeat: true }), false)).toBeNull()
    expect(pressedShortcut(key('s', { ...ctrl, isComposing: true }), false)).toBeNull()
  })
})
