/**
 * Every event of the audit log, with the Dutch line that the school reads. The detail of an event holds ids, counts and
 * names of fields, never a value of a person.
 */
export const AUDIT_EVENTS = {
  'agreement.accepted': 'Verwerkersovereenkomst geaccepteerd',
  'las-key.entered': 'Autorisatiesleutel ingevoerd',
  'las-key.refused': 'Autorisatiesleutel geweigerd',
  'basispoort.requested': 'Toestemming in Basispoort gevraagd',
  'basispoort.granted': 'Toestemming in Basispoort gegeven',
  'steps.opened': 'Stap 2 en stap 3 opengegaan',
  'roster.waiting': 'Levering van leerlinggegevens wacht op een beslissing',
  'roster.committed': 'Leerlingen, groepen en medewerkers bijgewerkt',
  'roster.refused': 'Levering van leerlinggegevens geweigerd',
  'history.received': 'Oude resultaten ontvangen',
  'history.decided': 'Oude leerling gekoppeld of overgeslagen',
  'role.granted': 'Rol toegekend',
  'role.withdrawn': 'Rol ingetrokken',
  'sign-in': 'Ingelogd',
  'pupil.read': 'Gegevens van een leerling bekeken',
  'group.read': 'Groep of groepsrapport bekeken',
  'delivery.read': 'Binnengekomen gegevens bekeken',
  'matches.read': 'Oude leerlingen in twijfel bekeken',
  'results.read': 'Resultaten onderweg naar het LAS bekeken',
  'board.read': 'Advies voor een groep bekeken',
  'test.planned': 'Toets klaargezet',
  'test.withdrawn': 'Klaargezette toets teruggenomen',
  'test.started': 'Toets gestart',
  'test.submitted': 'Toets ingeleverd',
  'paper.read': 'Ingevoerde papieren toets bekeken',
  'paper.entered': 'Papieren toets ingevoerd',
  'paper.day-corrected': 'Dag van een papieren toets verbeterd',
  'result.made': 'Resultaat berekend',
  'results-link.opened': 'Resultaatkoppeling aangezet',
  'results.delivered': 'Resultaten afgeleverd in het LAS',
  'results.refused': 'Resultaten geweigerd door het LAS',
} as const;

export type AuditEvent = keyof typeof AUDIT_EVENTS;
