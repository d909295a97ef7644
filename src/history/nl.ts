import { subjectNames } from '../content/types.ts';
import type { DecisionRefusal } from './decide.ts';
import type { ApplyRefusal } from './import-files.ts';
import type { DeliveryKind, HistoryRecord, RecordStatus, RefusalReason, WaitingReason } from './types.ts';

/** What became of records, in a word. */
export const statusWords: Readonly<Record<RecordStatus, string>> = {
  taken: 'overgenomen', duplicate: 'dubbel', refused: 'niet overgenomen', waiting: 'wacht op u',
};

/** Why a record was refused, as a sentence. */
export const refusalWords: Readonly<Record<RefusalReason, string>> = {
  incomplete: 'De toets, de datum, de score of de leerling ontbreekt of is niet te lezen.',
  'older-generation': 'Een toets van een oudere generatie (2.0). De scores zijn niet te vergelijken met 3.0.',
  'foreign-generation': 'Een toets van een andere generatie of uitgever. Alleen 3.0-toetsen gaan mee.',
  'future-date': 'De datum van afname ligt in de toekomst.',
  'implausible-score': 'De score valt buiten wat op deze schaal kan.',
  'year-group-outside': 'De leerling zat toen niet in groep 3 tot en met 8.',
  'typed-in-needs-link':
    'Met de hand ingetypt. Zulke resultaten komen alleen over de koppeling met het LAS (DULT) mee, '
    + 'niet uit een bestand.',
  'left-out': 'U koos: geen van deze leerlingen, niet meenemen.',
  'other-chosen': 'Twee bronnen spraken elkaar tegen en u koos het andere resultaat.',
};

/** What a record waits for, as a sentence. */
export const waitingWords: Readonly<Record<WaitingReason, string>> = {
  'no-candidate': 'Wij vinden deze leerling niet in uw school.',
  'several-candidates': 'Meer leerlingen lijken op elkaar, in uw school of in het bestand.',
  'similar-candidate': 'Er is een leerling die hierop lijkt, maar naam of geboortedatum is net anders.',
  'key-contradicts': 'De sleutel wijst een leerling aan met een andere naam of geboortedatum.',
  'taken-back': 'Iemand nam een eerdere koppeling terug.',
  'needs-year-group': 'De jaargroep van toen is niet bekend.',
  conflict: 'Een andere bron heeft voor deze toets een andere score. Kies welke telt.',
  'unknown-test': 'Deze 3.0-toets kennen wij nog niet. Wij zoeken het uit; u hoeft niets te doen.',
};

/** The sentence for any reason. */
export function reasonWords(reason: RefusalReason | WaitingReason): string {
  return { ...refusalWords, ...waitingWords }[reason];
}

/** Which way a delivery came, in words. */
export const kindWords: Readonly<Record<DeliveryKind, string>> = {
  'history-uwlr': 'LAS', 'history-uwlr-file': 'UWLR-bestand', 'history-csv': 'CSV-bestand',
  'history-oso': 'OSO-dossiers',
};

/** Why a delivery that was shown could not be taken. */
export const applyWords: Readonly<Record<ApplyRefusal, string>> = {
  'no-preview': 'Deze levering is al verwerkt of weggedaan. Misschien was een collega u voor.',
  'too-long-ago': 'Bestanden bewaren wij dertig dagen. Kies het bestand opnieuw.',
};

/** Why step 2 could not be started. */
export const requestWords = {
  'steps-closed': 'Stap 2 is nog niet open.',
  'no-link': 'Er is geen koppeling met een LAS die oude resultaten kan leveren.',
} as const;

/** Why a decision could not be taken, or taken back. */
export const decisionWords: Readonly<Record<DecisionRefusal, string>> = {
  'nothing-waits': 'Hier wacht niets meer. Misschien was een collega u voor.',
  'unknown-pupil': 'Deze leerling staat niet in uw school.',
  'changed-meanwhile': 'Er wachten nu andere leerlingen dan u zag. Kijk opnieuw en kies dan.',
  'too-long-ago':
    'Namen uit een bestand bewaren wij dertig dagen. Lees het bestand opnieuw in als u iets wilt wijzigen.',
  'year-group-form': 'Kies een jaargroep van 3 tot en met 8.',
};

/** A subject as schools know it, else as the file says it. */
export function subjectWords({
  subject,
  subjectText,
}: Pick<HistoryRecord, 'subject' | 'subjectText'>): string {
  return subject ? subjectNames[subject] : (subjectText ?? 'onbekend vak');
}

/** What test a record is of: `Rekenen-Wiskunde M5`. */
export function testTitle(record: Pick<HistoryRecord, 'subject' | 'subjectText' | 'momentText'>): string {
  return `${subjectWords(record)} ${record.momentText ?? ''}`.trim();
}
