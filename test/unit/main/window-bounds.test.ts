import { describe, expect, it } from 'vitest'
import { openingWindow } from '#electron/main/window-bounds.ts'

const MAIN = { x: 0, y: 0, width: 1920, height: 1040 }
const RIGHT = { x: 1920, y: 0, width: 1600, height: 860 }
const left = (x: number, y: number, width: number, height: number) => ({
  bounds: { x, y, width, height },
  isMaximised: false,
})

describe('the window opens', () => {
  it.each([
    [
      'as large as its screens want at first',
      { bounds: null, isMaximised: false },
      [MAIN],
      { width: 1280, height: 800 },
    ],
    ['where it was left', left(100, 50, 1300, 900), [MAIN], { x: 100, y: 50, width: 1300, height: 900 }],
    [
      'on the second display',
      left(2000, 20, 1200, 800),
      [MAIN, RIGHT],
      { x: 2000, y: 20, width: 1200, height: 800 },
    ],
    [
      'in the middle of the main one when its display is gone',
      left(2000, 20, 1200, 800),
      [MAIN],
      { width: 1200, height: 800 },
    ],
    [
      'wholly on its display when it stuck out',
      left(-300, 400, 1300, 900),
      [MAIN],
      { x: 0, y: 140, width: 1300, height: 900 },
    ],
    [
      'no larger than its display',
      left(1920, 0, 1900, 1000),
      [MAIN, RIGHT],
      { x: 1920, y: 0, width: 1600, height: 860 },
    ],
    [
      'no smaller than its screens need',
      left(10, 10, 300, 200),
      [MAIN],
      { x: 10, y: 10, width: 1024, height: 700 },
    ],
  ] as const)('%s', (_name, remembered, areas, expected) => {
    expect(openingWindow(remembered, areas).bounds).toEqual(expected)
  })

  it('with a smallest size that the display has', () => {
    expect(openingWindow(left(0, 0, 1200, 800), [MAIN]).minimum).toEqual({ width: 1024, height: 700 })
    const small = openingWindow(left(0, 0, 1200, 800), [{ x: 0, y: 0, width: 960, height: 560 }])
    expect(small.minimum).toEqual({ width: 960, height: 560 })
    expect(small.bounds).toEqual({ x: 0, y: 0, width: 960, height: 560 })
  })

  it('maximised on the display on which it was', () => {
    const opening = openingWindow({ ...left(2000, 20, 1200, 800), isMaximised: true }, [MAIN, RIGHT])
    expect(opening).toMatchObject({ isMaximised: true, bounds: { x: 2000 } })
  })
})
