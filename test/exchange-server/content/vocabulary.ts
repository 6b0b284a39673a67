/** People, subjects and sentences of generated mails, in German and English. All of it is made up. */
import type { Address } from '../mailbox/item.ts'

export type Vocabulary = {
  readonly greetings: readonly string[]
  readonly closings: readonly string[]
  readonly subjects: readonly string[]
  readonly sentences: readonly string[]
  readonly files: readonly string[]
}

const person = (name: string, address: string): Address => ({ name, address: `${address}@contoso.example` })

export const PEOPLE: readonly Address[] = [
  person('Anna Meier', 'anna.meier'),
  person('Bernd Vogel', 'bernd.vogel'),
  person('Jürgen Größmann', 'juergen.groessmann'),
  person('Müller, Käthe', 'kaethe.mueller'),
  person('Sofia Rossi', 'sofia.rossi'),
  person('Tom "TJ" Baker', 'tom.baker'),
  person('Zoë Lindström', 'zoe.lindstroem'),
  person('Einkauf', 'einkauf'),
  person('', 'noreply'),
]

export const GERMAN: Vocabulary = {
  greetings: ['Guten Tag', 'Hallo zusammen', 'Sehr geehrte Damen und Herren', 'Lieber Jürgen'],
  closings: ['Freundliche Grüße', 'Mit freundlichen Grüßen', 'Beste Grüße aus Zürich', 'Viele Grüße'],
  subjects: [
    'Angebot %d für die Büroausstattung',
    'Rechnung Nr. %d',
    'AW: Termin für die Schlüsselübergabe',
    'WG: Lieferverzögerung bei Auftrag %d – neue Prüfung nötig',
    'Protokoll der Sitzung vom Montag',
    'Frage zur Offerte „Größe & Maße“',
    'Mahnung <%d> bitte prüfen',
    'Änderung der Öffnungszeiten über die Feiertage',
  ],
  sentences: [
    'Anbei erhalten Sie die überarbeitete Fassung mit den besprochenen Änderungen.',
    'Die Lieferung verzögert sich voraussichtlich um drei Werktage.',
    'Können Sie mir bitte bis Freitag Rückmeldung geben, ob die Maße stimmen?',
    'Wir haben die Preise für größere Stückzahlen nochmals geprüft.',
    'Für Rückfragen stehe ich Ihnen gerne zur Verfügung.',
    'Der Termin am Dienstag um 14:30 Uhr passt uns gut; wir treffen uns im großen Sitzungszimmer.',
    'Die Rechnung über 1’250.00 CHF ist noch offen.',
    'Bitte beachten Sie, dass das Büro zwischen Weihnachten und Neujahr geschlossen bleibt.',
  ],
  files: ['Angebot.pdf', 'Rechnung März.pdf', 'Übersicht Maße & Preise.xlsx', 'Vertrag.docx'],
}

export const ENGLISH: Vocabulary = {
  greetings: ['Hello', 'Dear all', 'Hi Tom', 'Good morning'],
  closings: ['Kind regards', 'Best', 'Many thanks', 'Regards'],
  subjects: [
    'Quote %d for the new office',
    'Invoice #%d',
    'RE: meeting on Thursday',
    'FW: delivery of order %d is late',
    'Minutes of the weekly review',
    'Questions about R&D budget <draft>',
  ],
  sentences: [
    'Please find attached the updated version that we talked about.',
    'The delivery will be about three working days late.',
    'Could you let me know by Friday whether the dimensions are right?',
    'We have checked the prices for larger quantities once more.',
    'Tuesday at 2:30 pm works well for us; let us meet in the large meeting room.',
    'The invoice over € 1,250.00 is still open.',
    'Let me know if you have any questions.',
  ],
  files: ['quote.pdf', 'invoice.pdf', 'price list.xlsx', 'contract.docx'],
}
