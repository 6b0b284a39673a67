/** The example of the file of the computer: what a company usually sets, with a connector; it holds as it stands. */

export function examplePolicies(): string {
  const text = JSON.stringify(
    {
      mandatory: {
        LogLevel: 'info',
        LogDays: 30,
        PrimeTimeZone: 'Europe/Zurich',
        Proxy: 'proxy.firma.example:8080',
        AllowConfigurationExport: false,
        AllowCertificateTrust: false,
        Connectors: [
          {
            id: 'zentrale',
            name: 'Exchange Zentrale',
            url: 'https://mail.firma.example/EWS/Exchange.asmx',
            authenticationMethod: 'windows',
            windowsUser: 'signed-in',
            domain: 'FIRMA',
            sync: { syncIntervalMinutes: 10, conflictPolicy: 'exchange-wins' },
            locked: ['name', 'url', 'authenticationMethod', 'windowsUser', 'domain'],
          },
        ],
      },
      recommended: { Language: 'de', CloseToTray: true, RunHistoryDays: 180 },
    },
    null,
    2,
  )
  // Lists of words on one line, as people write them.
  const words = /\[\s*("[^[\]{}]*")\s*\]/g
  return `${text.replace(words, (_whole, list: string) => `[${list.replace(/\s*\n\s*/g, ' ')}]`)}\n`
}
