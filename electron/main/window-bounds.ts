/**
 * Where the window opens: as it was left, if a display is still there that shows it. Pure.
 *
 * A window that mostly lies outside of every display (a laptop without its dock) is put into the middle of the main
 * one, in its size; a size larger than the display is cut to it.
 */

export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type RememberedWindow = { readonly bounds: Area | null; readonly isMaximised: boolean }

export type OpeningWindow = {
  /** Without `x` and `y`: in the middle of the main display. */
  readonly bounds: {
    readonly x?: number
    readonly y?: number
    readonly width: number
    readonly height: number
  }
  readonly minimum: { readonly width: number; readonly height: number }
  readonly isMaximised: boolean
}

const FIRST_SIZE = { width: 1280, height: 800 }
/** What the screens are made for; a display that has less is used as far as it goes. */
const MINIMUM = { width: 1024, height: 700 }
/** So much of the window must be on a display, or it is hard to find and to move. */
const VISIBLE_PART = 0.5

/** @param areas the free areas of the displays, that of the main one first */
export function openingWindow(remembered: RememberedWindow, areas: readonly Area[]): OpeningWindow {
  const { bounds, isMaximised } = remembered
  const home = (bounds && displayOf(bounds, areas)) ?? null
  const area = home ?? areas[0] ?? { x: 0, y: 0, ...FIRST_SIZE }
  const minimum = smaller(MINIMUM, area)
  const size = smaller(larger(bounds ?? FIRST_SIZE, minimum), area)
  if (!bounds || !home) return { bounds: size, minimum, isMaximised }
  return {
    bounds: {
      ...size,
      x: between(bounds.x, area.x, area.x + area.width - size.width),
      y: between(bounds.y, area.y, area.y + area.height - size.height),
    },
    minimum,
    isMaximised,
  }
}

/** The display that shows most of the window, if that is enough. */
function displayOf(bounds: Area, areas: readonly Area[]): Area | undefined {
  const needed = bounds.width * bounds.height * VISIBLE_PART
  const [best] = areas
    .map((area) => ({ area, shown: sharedArea(area, bounds) }))
    .filter(({ shown }) => shown >= needed)
    .sort((one, other) => other.shown - one.shown)
  return best?.area
}

function sharedArea(one: Area, other: Area): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  return Math.max(0, width) * Math.max(0, height)
}

type Size = { readonly width: number; readonly height: number }

function smaller(one: Size, other: Size): Size {
  return { width: Math.min(one.width, other.width), height: Math.min(one.height, other.height) }
}

function larger(one: Size, other: Size): Size {
  return { width: Math.max(one.width, other.width), height: Math.max(one.height, other.height) }
}

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
