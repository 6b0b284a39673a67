/** A browser without a window: opens an address, answers the page of the identity provider, and goes where it is sent. */
import { Agent, request } from 'undici'

export type Browser = {
  /** Opens the address and follows until a page is shown. @returns that page */
  open(url: string): Promise<Page>
  close(): Promise<void>
}

export type Page = { readonly url: string; readonly status: number; readonly html: string }

export function browser(caCertificate: string): Browser {
  const agent = new Agent({ connect: { ca: caCertificate } })
  const show = async (url: string, form?: URLSearchParams): Promise<Page> => {
    const { statusCode, body } = await request(url, {
      dispatcher: agent,
      method: form === undefined ? 'GET' : 'POST',
      ...(form === undefined
        ? {}
        : {
            body: form.toString(),
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          }),
    })
    const page = { url, status: statusCode, html: await body.text() }
    const action = /<form method="post" action="([^"]+)">/.exec(page.html)?.[1]
    return action === undefined ? page : await show(unescape(action), hiddenFields(page.html))
  }
  return { open: (url) => show(url), close: () => agent.close() }
}

export function hiddenFields(html: string): URLSearchParams {
  const fields = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)
  return new URLSearchParams(
    [...fields].map(([, name = '', value = '']) => [unescape(name), unescape(value)]),
  )
}

function unescape(html: string): string {
  return html.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code)))
}
