/** Clients that come as packages of Debian; where one is missing, its tests are skipped and say which package it is. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Debian's packages are seen by Debian's Python only. */
export const PYTHON = '/usr/bin/python3'

export const isExchangelibInstalled = existsSync('/usr/lib/python3/dist-packages/exchangelib')

export const isIcalendarInstalled = ['icalendar', 'dateutil'].every((name) =>
  existsSync(`/usr/lib/python3/dist-packages/${name}`),
)

/** Starts DavMail; undefined where it is not installed. Older releases of Debian have it in `davmail` alone. */
export const DAVMAIL = ['/usr/bin/davmail-server', '/usr/bin/davmail'].find((command) => existsSync(command))

/** The name of a suite: what it is about, and why it is skipped when it is. */
export function titleOf(client: string, debianPackage: string, isInstalled: boolean): string {
  return isInstalled ? client : `${client} (skipped: the Debian package ${debianPackage} is not installed)`
}

/** Runs a Python script of this folder and gives what it prints. Rejects with its traceback. */
export async function pythonOutput(script: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(PYTHON, [path.join(import.meta.dirname, script), ...args], {
    maxBuffer: 2 ** 27,
  })
  return stdout
}

/** Runs a Python script of this folder and gives the steps that it went through. Rejects with its traceback. */
export async function pythonSteps(script: string, args: readonly string[]): Promise<string[]> {
  return (await pythonOutput(script, args)).split('\n').filter((line) => line.startsWith('ok '))
}

export const EXCHANGELIB = titleOf('exchangelib', 'python3-exchangelib', isExchangelibInstalled)
