/** A file name from a subject that any sender may have written. */
import { describe, expect, it } from 'vitest'
import { attachmentName, fileName } from '#electron/services/file-name.ts'

describe('the file name of an e-mail', () => {
  it.each([
    ['Offerte 2026', 'Offerte 2026.eml'],
    ['Grüsse aus Zürich', 'Grüsse aus Zürich.eml'],
    ['', 'E-Mail.eml'],
    ['   ', 'E-Mail.eml'],
    ['...', 'E-Mail.eml'],
    ['../../etc/passwd', '_.._etc_passwd.eml'],
    ['..\\..\\autostart', '_.._autostart.eml'],
    ['C:\\Windows', 'C__Windows.eml'],
    ['Re: "Vertrag" <neu>?', 'Re_ _Vertrag_ _neu__.eml'],
    ['a|b*c', 'a_b_c.eml'],
    ['Rechnung \u202Efdp.exe', 'Rechnung fdp.exe.eml'],
    ['\u200F\u200E\u2066x', 'x.eml'],
    ['a\0b\nc\td', 'abcd.eml'],
    ['viel    Platz', 'viel Platz.eml'],
    ['Schluss. . .', 'Schluss.eml'],
    ['CON', 'E-Mail CON.eml'],
    ['lpt1', 'E-Mail lpt1.eml'],
    ['con.report', 'E-Mail con.report.eml'],
    ['Aux .txt', 'E-Mail Aux .txt.eml'],
    ['Contoso', 'Contoso.eml'],
    ['x'.repeat(300), `${'x'.repeat(80)}.eml`],
    [`${'x'.repeat(79)}😀`, `${'x'.repeat(79)}.eml`],
    [`${'x'.repeat(79)} y`, `${'x'.repeat(79)}.eml`],
  ])('of %j is %j', (subject, name) => {
    expect(fileName(subject, 'eml', 'E-Mail')).toBe(name)
  })
})

describe('the file name of an attachment', () => {
  it.each([
    ['Offerte 2026.pdf', 'Offerte 2026.pdf'],
    ['Grüsse.DOCX', 'Grüsse.DOCX'],
    ['archiv.tar.gz', 'archiv.tar.gz'],
    // Shown with the mark, it would read "Rechnungexe.pdf".
    ['Rechnung\u202Efdp.exe', 'Rechnungfdp.exe'],
    ['../../../.bashrc', '_.._.._.bashrc.bin'],
    ['..\\..\\autostart.bat', '_.._autostart.bat'],
    ['C:\\Windows\\system.ini', 'C__Windows_system.ini'],
    ['con.txt', 'Anhang con.txt'],
    ['LPT1', 'Anhang LPT1.bin'],
    ['aux.tar.gz', 'Anhang aux.tar.gz'],
    ['bild.png. . .', 'bild.png'],
    ['lock\0.exe', 'lock.exe'],
    ['datei.txt:strom.exe', 'datei.txt_strom.exe'],
    ['', 'Anhang.bin'],
    ['....', 'Anhang.bin'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(80)}.pdf`],
    ['ohne Endung', 'ohne Endung.bin'],
    ['sehr.seltsameendungohneende', 'sehr.seltsameendungohneende.bin'],
  ])('of %j is %j', (given, name) => {
    expect(attachmentName(given)).toBe(name)
  })
})
