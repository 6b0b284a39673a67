/** The page that the browser shows at the end of a sign-in: complete in itself, without scripts, in light and dark. */
import { createHash } from 'node:crypto'
import type { Language } from '#shared/domain/settings.ts'

const STYLE =
  ':root{color-scheme:light dark;font-family:system-ui,sans-serif;line-height:1.5}' +
  'body{max-width:36rem;margin:20vh auto 0;padding:0 1.5rem}' +
  'h1{font-size:1.5rem;font-weight:600}p{margin:.75rem 0}footer{opacity:.75}'

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

export const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

export type ResultPage = {
  readonly language: Language
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly close: string
}

export function resultPage({ language, title, paragraphs, close }: ResultPage): string {
  return (
    `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${escapeHtml(title)} – MS EWS Konnektor</title>` +
    `<style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>` +
    paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('') +
    `</main><footer><p>${escapeHtml(close)}</p></footer></body></html>`
  )
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
