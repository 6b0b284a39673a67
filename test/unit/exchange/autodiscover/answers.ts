/** Answers of the three Autodiscover services, as real servers write them. */
export const ADDRESS = 'anna@contoso.example'
const EWS = 'https://mail.contoso.example/EWS/Exchange.asmx'

export const soapAnswer = (user: string, code = 'NoError'): string =>
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="http://www.w3.org/2005/08/addressing">' +
  '<s:Header><a:Action s:mustUnderstand="1">x</a:Action>' +
  '<h:ServerVersionInfo xmlns:h="http://schemas.microsoft.com/exchange/2010/Autodiscover" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">' +
  '<h:MajorVersion>15</h:MajorVersion><h:MinorVersion>1</h:MinorVersion><h:MajorBuildNumber>2507</h:MajorBuildNumber>' +
  '<h:MinorBuildNumber>6</h:MinorBuildNumber><h:Version>Exchange2015</h:Version></h:ServerVersionInfo></s:Header>' +
  '<s:Body><GetUserSettingsResponseMessage xmlns="http://schemas.microsoft.com/exchange/2010/Autodiscover">' +
  `<Response xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><ErrorCode>${code}</ErrorCode><ErrorMessage/>` +
  `<UserResponses>${user}</UserResponses></Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>`

export const soapUser = (code: string, target: string, settings: Readonly<Record<string, string>>): string =>
  `<UserResponse><ErrorCode>${code}</ErrorCode><ErrorMessage>No error.</ErrorMessage>` +
  (target === '' ? '<RedirectTarget i:nil="true"/>' : `<RedirectTarget>${target}</RedirectTarget>`) +
  '<UserSettingErrors/><UserSettings>' +
  Object.entries(settings)
    .map(
      ([name, value]) =>
        `<UserSetting i:type="StringSetting"><Name>${name}</Name><Value>${value}</Value></UserSetting>`,
    )
    .join('') +
  '</UserSettings></UserResponse>'

export const SOAP_SETTINGS = soapAnswer(
  soapUser('NoError', '', {
    InternalEwsUrl: 'https://ex01.contoso.local/EWS/Exchange.asmx',
    ExternalEwsUrl: EWS,
    AutoDiscoverSMTPAddress: ADDRESS,
  }),
)

export const poxAnswer = (account: string): string =>
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006">' +
  '<Response xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a">' +
  `<User><DisplayName>Anna</DisplayName><AutoDiscoverSMTPAddress>${ADDRESS}</AutoDiscoverSMTPAddress></User>` +
  `<Account><AccountType>email</AccountType>${account}</Account></Response></Autodiscover>`

export const POX_SETTINGS = poxAnswer(
  '<Action>settings</Action><Protocol><Type>EXCH</Type><ServerVersion>73C18880</ServerVersion>' +
    '<EwsUrl>https://ex01.contoso.local/EWS/Exchange.asmx</EwsUrl></Protocol>' +
    `<Protocol><Type>EXPR</Type><EwsUrl>${EWS}</EwsUrl></Protocol>` +
    '<Protocol><Type>WEB</Type><Internal><OWAUrl>https://ex01.contoso.local/owa</OWAUrl></Internal></Protocol>',
)

export const POX_ERROR =
  '<Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"><Response>' +
  '<Error Time="08:30:15" Id="1054084152"><ErrorCode>600</ErrorCode><Message>Invalid Request</Message><DebugData/>' +
  '</Error></Response></Autodiscover>'

export const JSON_SETTINGS = JSON.stringify({ Protocol: 'Ews', Url: EWS })
