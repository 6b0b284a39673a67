/**
 * The document of an HTML e-mail for a sandboxed frame. Main has sanitised the HTML; the frame runs no scripts and
 * loads nothing: `sandbox=""`, and a policy of its own that allows images inside the message only.
 *
 * A `srcdoc` frame also inherits the policy of the page, so its style sheet carries the page's nonce.
 */

/** Always a light page: senders write dark text and expect white below it. */
const STYLE = `
  :root { color-scheme: light; background: Canvas; color: CanvasText; }
  body { margin: 12px; font: 14px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
  img { max-width: 100%; height: auto; }
  pre { white-space: pre-wrap; }
`

/** @param nonce that of the page; without one (development server) inline styles are allowed in the frame */
export function emailDocument(html: string, nonce: string | undefined): string {
  const styleSource = nonce === undefined ? "'unsafe-inline'" : `'nonce-${nonce}'`
  const policy = `default-src 'none'; img-src data:; style-src ${styleSource}`
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    // A link that got through would replace the message; a new window is refused by the sandbox.
    '<base target="_blank">',
    `<style${nonce === undefined ? '' : ` nonce="${nonce}"`}>${STYLE}</style>`,
    `</head><body>${html}</body></html>`,
  ].join('')
}
