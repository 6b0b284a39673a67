/**
 * The document of an HTML e-mail for a sandboxed frame. Main has sanitised the HTML; the frame runs no scripts and
 * loads nothing: `sandbox=""`, and a policy of its own that allows images inside the message only.
 *
 * A `srcdoc` frame inherits the policy of the page, which refuses `style` attributes. They are what most e-mails
 * look like, so they are moved into one style sheet that carries the page's nonce. Rejected: allowing inline
 * styles for the whole application.
 */

const POLICY = "default-src 'none'; img-src data:; style-src"

/** Always a light page: senders write dark text and expect white below it. */
const BASE_STYLE = `
  :root { color-scheme: light; background: Canvas; color: CanvasText; }
  body { margin: 12px; font: 14px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
  img { max-width: 100%; height: auto; }
  pre { white-space: pre-wrap; }
`

export function emailDocument(html: string, nonce: string | undefined): string {
  const { body, style } = withoutInlineStyles(html)
  const source = nonce === undefined ? "'unsafe-inline'" : `'nonce-${nonce}'`
  const attribute = nonce === undefined ? '' : ` nonce="${nonce}"`
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY} ${source}">`,
    // Links would replace the message; without `allow-popups` a new window is refused, and so nothing happens.
    '<base target="_blank">',
    `<style${attribute}>${BASE_STYLE}${style}</style>`,
    `</head><body>${body}</body></html>`,
  ].join('')
}

function withoutInlineStyles(html: string): { body: string; style: string } {
  const document = new DOMParser().parseFromString(renameStyles(html), 'text/html')
  const rules: string[] = []
  for (const element of document.body.querySelectorAll(`[${RENAMED}]`)) {
    const declarations = element.getAttribute(RENAMED) ?? ''
    element.removeAttribute(RENAMED)
    if (!isPlain(declarations)) continue
    const name = `inline-${rules.length}`
    element.classList.add(name)
    rules.push(`.${name} { ${declarations} }`)
  }
  for (const link of document.body.querySelectorAll('a[href]')) {
    link.removeAttribute('target')
    link.setAttribute('title', link.getAttribute('href') ?? '')
  }
  return { body: document.body.innerHTML, style: rules.join('\n') }
}

/** Even parsing a `style` attribute is reported as a violation of the policy; under another name it is not. */
const RENAMED = 'data-style'

export function renameStyles(html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle=/gi, ` ${RENAMED}=`))
}

/** Nothing that could end the rule or the style element, or swallow the rules that follow. */
export function isPlain(declarations: string): boolean {
  if (/[{}<>\\@]|\/\*/.test(declarations)) return false
  const count = (mark: string): number => declarations.split(mark).length - 1
  return count('"') % 2 === 0 && count("'") % 2 === 0 && count('(') === count(')')
}
