/** An entry of the Desktop Entry Specification (freedesktop.org, version 1.5) that starts the application. Pure. */

export type DesktopEntry = {
  readonly name: string
  readonly file: string
  readonly args: readonly string[]
  /** A kind of link that it opens, as a MIME type; such an entry stands in no menu. Without: it starts with the desktop. */
  readonly opens?: string
}

export function desktopEntry({ name, file, args, opens }: DesktopEntry): string {
  const exec = [file, ...args].map(quoted).join(' ')
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${exec.replaceAll('\\', '\\\\')}${opens === undefined ? '' : ' %u'}`, // the escaping of strings, on top of that of arguments
    'Terminal=false',
    ...(opens === undefined ? ['X-GNOME-Autostart-enabled=true'] : ['NoDisplay=true', `MimeType=${opens};`]),
    '',
  ].join('\n')
}

/** Section "The Exec key": in double quotes, with a backslash before what a shell would read; `%` begins a field code. */
function quoted(argument: string): string {
  const escaped = argument.replaceAll('%', '%%').replace(/(["`$\\])/g, '\\$1')
  return /^[\w@+=:,./%-]+$/.test(argument) ? escaped : `"${escaped}"`
}
