/** Locked fields, and the card of the policies. */
export const policiesDe = {
  'policies.title': 'Richtlinien',
  'policies.lockedBy': 'Vorgegeben durch die Richtlinie {{policy}}, {{source}}',
  'policies.forbiddenBy': 'Nicht erlaubt durch die Richtlinie {{policy}}, {{source}}',
  'policies.noOwnConnectors': 'Eigene Konnektoren lässt die Richtlinie {{policy}} nicht zu, {{source}}',
  'policies.connector': 'Durch Richtlinie vorgegeben',
  'policies.connector.hint':
    'Diesen Konnektor gibt eine Richtlinie vor, {{source}}. Er lässt sich nicht löschen; Felder mit einem Schloss sind gesperrt. Fällt die Richtlinie weg, bleibt er mit seinen Konten als gewöhnlicher Konnektor.',
  'policies.none': 'Auf diesem Computer sind keine Richtlinien gesetzt. Alle Einstellungen sind frei.',
  'policies.inForce_one': '1 Richtlinie gilt.',
  'policies.inForce_other': '{{count}} Richtlinien gelten.',
  'policies.table': 'Geltende Richtlinien',
  'policies.policy': 'Richtlinie',
  'policies.value': 'Wert',
  'policies.source': 'Herkunft',
  'policies.level.mandatory': 'verbindlich',
  'policies.level.recommended': 'empfohlen',
  'policies.level.overridden': 'empfohlen, hier anders eingestellt',
  'policies.on': 'ein',
  'policies.off': 'aus',
  'policies.problems': 'Was nicht gilt wie geschrieben',
  'policies.instead': 'Stattdessen gilt: {{value}} ({{source}}).',
  'policies.insteadOwn': 'Stattdessen gilt, was hier eingestellt ist.',
  'policies.reload': 'Neu einlesen',
  'policies.reload.hint':
    'Richtlinien werden beim Start gelesen, danach alle 15 Minuten und wenn das Fenster in den Vordergrund kommt.',
  'policies.reloaded': 'Die Richtlinien sind eingelesen.',
} as const
