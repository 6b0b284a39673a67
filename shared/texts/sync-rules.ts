/** What is synchronised, and what is not: the rules in words, for the help. Each has a test of its own. */
import type { BothLanguages } from '../domain/help.ts'

export type SyncRule = {
  readonly name: string
  readonly subject: BothLanguages
  readonly rule: BothLanguages
}

export const SYNC_RULES: readonly SyncRule[] = [
  {
    name: 'general',
    subject: { de: 'Allgemein', en: 'In general' },
    rule: {
      de: 'Beziehungen zwischen Objekten, die Exchange selber anlegt, werden nicht nachgebildet. Wo beide Seiten etwas verschieden speichern, sagt die Tabelle der Felder, was bleibt und was verloren geht. Was sich nicht übertragen lässt, bleibt auf der anderen Seite unberührt.',
      en: 'Relations between objects that Exchange creates by itself are not mirrored. Where both sides store a thing differently, the table of fields says what is kept and what is lost. What cannot be carried over is left untouched on the other side.',
    },
  },
  {
    name: 'contacts',
    subject: { de: 'Kontakte', en: 'Contacts' },
    rule: { de: 'Kontakte werden nie synchronisiert.', en: 'Contacts are never synchronised.' },
  },
  {
    name: 'absences',
    subject: { de: 'Abwesenheiten', en: 'Absences' },
    rule: {
      de: 'Abwesenheiten, die in Winoffice Prime erfasst wurden, werden nie exportiert.',
      en: 'Absences that were created in Winoffice Prime are never exported.',
    },
  },
  {
    name: 'meetings',
    subject: { de: 'Besprechungen', en: 'Meetings' },
    rule: {
      de: 'Nur das Exemplar des Organisators wird geschrieben; in dem eines Teilnehmers nur Antwort, Erinnerung und Kategorien. Ohne Ihre Zustimmung sendet Exchange niemandem etwas: Einladungen, Aktualisierungen und Absagen sind ein Schalter je Konto, und auch dann nie für Vergangenes und nie bei der ersten Synchronisation.',
      en: 'Only the organiser’s copy is written; of an attendee’s copy only the response, the reminder and the categories. Unless you allow it, Exchange sends nothing to anyone: invitations, updates and cancellations are a switch per account, and even then never for the past and never during the first synchronisation.',
    },
  },
  {
    name: 'series',
    subject: { de: 'Terminserien', en: 'Recurring appointments' },
    rule: {
      de: 'Eine Serie wird mit ihren Ausnahmen und gelöschten Terminen als Ganzes synchronisiert; ein einzelner Termin daraus wird nie als eigener exportiert. Winoffice Prime zeigt die Termine acht Wochen im Voraus.',
      en: 'A series is synchronised as a whole, with its exceptions and deleted occurrences; an occurrence is never exported as an item of its own. Winoffice Prime shows occurrences eight weeks ahead.',
    },
  },
  {
    name: 'emails',
    subject: { de: 'E-Mails', en: 'E-mails' },
    rule: {
      de: 'In beide Richtungen, mit Anhängen, Lesestatus, Kennzeichnung, Wichtigkeit und Kategorien; der Inhalt bleibt Byte für Byte erhalten. Posteingang, Entwürfe, Postausgang, Gesendete, Spam und Papierkorb gehören dazu, weitere Ordner lassen sich wählen.',
      en: 'Both ways, with attachments, read state, flags, importance and categories; the content is kept byte for byte. Inbox, Drafts, Outbox, Sent Items, Junk and Deleted Items belong to it; further folders can be chosen.',
    },
  },
  {
    name: 'attachments',
    subject: { de: 'Anhänge', en: 'Attachments' },
    rule: {
      de: 'Nur die von E-Mails; Anhänge von Terminen und Aufgaben werden nicht angerührt.',
      en: 'Only those of e-mails; attachments of appointments and tasks are not touched.',
    },
  },
  {
    name: 'text-format',
    subject: { de: 'Textformat', en: 'Text format' },
    rule: {
      de: 'Texte von Aufgaben und Terminen werden ohne Formatierung synchronisiert. Ein formatierter Text in Exchange wird nicht überschrieben, solange sich sein Wortlaut nicht ändert.',
      en: 'Texts of tasks and appointments are synchronised without formatting. A formatted text in Exchange is not overwritten unless its words have changed.',
    },
  },
  {
    name: 'deleting',
    subject: { de: 'Löschen', en: 'Deleting' },
    rule: {
      de: 'In beide Richtungen; in Exchange kommt das Gelöschte in die gelöschten Elemente. Das Wiederherstellen aus dem Papierkorb wird nicht synchronisiert: Ein wiederhergestelltes Objekt wird erkannt und bleibt dort, wo es wiederhergestellt wurde.',
      en: 'Both ways; on Exchange a deletion moves to the Deleted Items. Restoring from the recycle bin is not synchronised: a restored object is recognised and stays where it was restored.',
    },
  },
  {
    name: 'encrypted',
    subject: { de: 'Verschlüsselte E-Mails', en: 'Encrypted e-mails' },
    rule: {
      de: 'Nachrichten mit S/MIME oder PGP gehen unverändert durch und sind gekennzeichnet; ver- und entschlüsselt oder signiert wird nichts. Eine Nachricht, die verschlüsselt gesendet werden soll, wird mit Begründung nicht gesendet.',
      en: 'Messages with S/MIME or PGP pass through unchanged and are marked; nothing is encrypted, decrypted or signed. A message that is to be sent encrypted is not sent, and the reason is told.',
    },
  },
  {
    name: 'read-receipts',
    subject: { de: 'Lesebestätigungen', en: 'Read receipts' },
    rule: {
      de: 'Das Markieren als gelesen löst nie eine Lesebestätigung aus.',
      en: 'Marking a message as read never sends a read receipt.',
    },
  },
  {
    name: 'time-zones',
    subject: { de: 'Zeitzonen', en: 'Time zones' },
    rule: {
      de: 'Winoffice Prime hat eine Zeitzone für alle (eine Einstellung hier), Exchange eine je Postfach und weitere in Outlook und OWA. Jedes Objekt behält seine eigene.',
      en: 'Winoffice Prime has one time zone for everybody (a setting here), Exchange has one per mailbox and others in Outlook and OWA. Every object keeps its own.',
    },
  },
]
