/**
 * The two choices of the installer in the MSI, as properties: AUTOSTART=1 or 0, LINKS=1 or 0. Without a word an upgrade
 * leaves what is registered, and a new installation registers nothing. Pure: WiX source in, WiX source out.
 *
 * electron-builder's template has no place for them, so they are put into its text before it is compiled.
 */

const RUN = 'Software\\Microsoft\\Windows\\CurrentVersion\\Run'
const LINK = 'Software\\Classes\\ews-konnektor'
/** As the installer and the application itself name the entry. */
const ENTRY = 'ch.winoffice.ews-konnektor'
/** electron-builder's name for the file of the program. */
const PROGRAM = '&quot;[#mainExecutable]&quot;'

const PROPERTIES = `
    <Property Id="AUTOSTART" Secure="yes"/>
    <Property Id="LINKS" Secure="yes"/>
    <Property Id="EARLIERAUTOSTART" Secure="yes">
      <RegistrySearch Id="earlierAutostart" Root="HKLM" Key="${RUN}" Name="${ENTRY}" Type="raw"/>
    </Property>
    <Property Id="EARLIERLINKS" Secure="yes">
      <RegistrySearch Id="earlierLinks" Root="HKLM" Key="${LINK}\\shell\\open\\command" Type="raw"/>
    </Property>
`

// Components are known by their number for good: another one would leave the entries of an older version behind.
const COMPONENTS = `
      <Component Id="autostart" Guid="7B4E7E57-5D0C-4E43-9B50-4E8B0C8A2C11">
        <Condition>AUTOSTART = "1" OR (NOT AUTOSTART AND EARLIERAUTOSTART)</Condition>
        <RegistryValue Root="HKLM" Key="${RUN}" Name="${ENTRY}" Type="string" Value="${PROGRAM} --hidden" KeyPath="yes"/>
      </Component>
      <Component Id="links" Guid="0B6C0A0F-6C5B-4B55-8F0C-0D7C4E2F9D12">
        <Condition>LINKS = "1" OR (NOT LINKS AND EARLIERLINKS)</Condition>
        <RegistryValue Root="HKLM" Key="${LINK}" Type="string" Value="URL:MS EWS Konnektor" KeyPath="yes"/>
        <RegistryValue Root="HKLM" Key="${LINK}" Name="URL Protocol" Type="string" Value=""/>
        <RegistryValue Root="HKLM" Key="${LINK}\\shell\\open\\command" Type="string" Value="${PROGRAM} &quot;%1&quot;"/>
      </Component>
    `

const BEFORE_PROPERTIES = '<Property Id="WIXUI_INSTALLDIR"'
const BEFORE_COMPONENTS = '</ComponentGroup>'

/** @throws when the source is not that of electron-builder's template any more */
export function withChoices(source: string): string {
  for (const place of [BEFORE_PROPERTIES, BEFORE_COMPONENTS, 'Id="mainExecutable"']) {
    if (source.split(place).length !== 2)
      throw new Error(`The source of the MSI has not exactly one ${place}`)
  }
  return source
    .replace(BEFORE_PROPERTIES, () => `${PROPERTIES.trim()}\n    ${BEFORE_PROPERTIES}`)
    .replace(BEFORE_COMPONENTS, () => `${COMPONENTS.trim()}\n    ${BEFORE_COMPONENTS}`)
}
