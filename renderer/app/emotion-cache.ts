import createCache, { type EmotionCache } from '@emotion/cache'

const PLACEHOLDER = '__CSP_NONCE__'

/** The nonce that main wrote into the page; `undefined` where nobody did, as in the development server. */
export function cspNonce(): string | undefined {
  const content = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content')
  return content && content !== PLACEHOLDER ? content : undefined
}

export function createEmotionCache(): EmotionCache {
  const nonce = cspNonce()
  return createCache({ key: 'mui', prepend: true, ...(nonce === undefined ? {} : { nonce }) })
}
