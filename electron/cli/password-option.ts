/** `--password`, `--password=…`, `--pass`, `--pwd`, `--passwort`; not `--password-stdin`. */
export function isPasswordOption(argument: string): boolean {
  return /^--?(pass|passwd|password|passwort|pwd|pw)(=|$)/i.test(argument)
}
