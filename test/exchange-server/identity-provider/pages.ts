/** The pages that a browser sees: choose a user, type a device code, come back to the application. Plain HTML. */
import type { IdentityUser } from './registrations.ts'

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const page = (title: string, body: string): string =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title></head>` +
  `<body><h1>${escape(title)}</h1>${body}</body></html>`

const hidden = (fields: Iterable<readonly [string, string]>): string =>
  [...fields]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('')

/** The form on which a user is chosen; `request` comes back with the answer. */
export function signInPage(options: {
  readonly users: readonly IdentityUser[]
  readonly hint: string | undefined
  readonly request: URLSearchParams
  readonly message: string | undefined
}): string {
  const choices = options.users.map(({ username, name }) => {
    const checked = username.toLowerCase() === options.hint?.toLowerCase() ? ' checked' : ''
    return (
      `<p><label><input type="radio" name="chosen_user" value="${escape(username)}"${checked}> ` +
      `${escape(name ?? username)} (${escape(username)})</label></p>`
    )
  })
  return page(
    'Sign in',
    (options.message === undefined ? '' : `<p role="alert">${escape(options.message)}</p>`) +
      `<form method="post">${hidden(options.request)}${choices.join('')}` +
      '<p><label>Password <input type="password" name="chosen_password"></label></p>' +
      '<button name="answer" value="sign-in">Sign in</button> ' +
      '<button name="answer" value="cancel">Cancel</button></form>',
  )
}

/** The answer of response_mode form_post. */
export function formPostPage(redirectUri: string, fields: Iterable<readonly [string, string]>): string {
  return page(
    'Working …',
    `<form method="post" action="${escape(redirectUri)}">${hidden(fields)}` +
      '<noscript><button>Continue</button></noscript></form><script>document.forms[0].submit()</script>',
  )
}

export function messagePage(title: string, message: string): string {
  return page(title, `<p>${escape(message)}</p>`)
}

/** Where the user types the code of a device. */
export function deviceCodePage(users: readonly IdentityUser[]): string {
  const code = '<p><label>Code <input name="user_code" autocomplete="off"></label></p>'
  return signInPage({ users, hint: undefined, request: new URLSearchParams(), message: undefined }).replace(
    '<form method="post">',
    `<form method="post">${code}`,
  )
}
