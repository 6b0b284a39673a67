/**
 * Whether a person used the keyboard, or something that speaks like it, for what was done last. A click that comes from
 * Enter, the space bar or an assistive technology counts no presses (`detail` is 0).
 */
let isByKeyboard = false

const listen = (event: MouseEvent | KeyboardEvent): void => {
  isByKeyboard = event.type === 'click' ? event.detail === 0 : true
}

if (typeof window !== 'undefined') {
  window.addEventListener('click', listen, { capture: true })
  window.addEventListener('keydown', listen, { capture: true })
}

export function wasKeyboard(): boolean {
  return isByKeyboard
}
