// Everything that can go wrong at the sandbox LAS by choice: from its page, and from tests. In: what was chosen for a
// school. Out: what the next calls meet. Invariant: a call that ends in one of the `-after` troubles was carried out as
// if nothing were wrong; only its answer is lost.
import { clientFaultCodes, serverFaultCodes, type FaultCode } from '../../exchange/uwlr/types.ts';
import type { SandboxTx } from '../store.ts';
import type { LasHabits } from './habits.ts';
import { lasSchool, saveLasSchool } from './school-store.ts';

/** What a call can meet: a fault of the standard, or no fault at all. */
export type LasTrouble = FaultCode | LineTrouble;

/** What is no fault: the line breaks or a page comes, before or after the call was carried out. */
export type LineTrouble = 'no-answer' | 'no-answer-after' | 'html-page' | 'html-page-after';

/** The troubles that are no fault, as a person chooses them. */
export const lineTroubles: Readonly<Record<LineTrouble, string>> = {
  'no-answer': 'geen antwoord, niets verwerkt',
  'no-answer-after': 'geen antwoord, wel verwerkt',
  'html-page': 'een webpagina in plaats van een bericht, niets verwerkt',
  'html-page-after': 'een webpagina in plaats van een bericht, wel verwerkt',
};

/** Every fault that can be chosen. */
export const chosenFaults: readonly FaultCode[] = [...serverFaultCodes, ...clientFaultCodes];

/** The trouble with this name, or null. */
export function troubleOf(name: string | null): LasTrouble | null {
  if (name !== null && name in lineTroubles) return name as LineTrouble;
  return chosenFaults.find((code) => code === name) ?? null;
}

/** Whether it is a fault of the standard, and not of the line. */
export function isFault(trouble: LasTrouble): trouble is FaultCode {
  return !(trouble in lineTroubles);
}

/** What is to go wrong at the LAS of a school from now on. */
export interface ChosenTrouble {
  readonly trouble: LasTrouble | null;
  /** How many calls meet it; then all is well again. */
  readonly calls: number;
  readonly faultShape: LasHabits['faultShape'];
  /** Keys of pupils of whom no results are taken. */
  readonly refusedPupils: readonly string[];
}

/** Chooses what goes wrong; for tests and for whoever drives the sandbox by program. What is left out stays. */
export async function chooseTrouble(
  tx: SandboxTx, schoolCode: string, change: Partial<ChosenTrouble>,
): Promise<void> {
  const school = await lasSchool(tx, schoolCode);
  const { trouble = troubleOf(school.faultCode), calls, faultShape, refusedPupils } = change;
  await saveLasSchool(tx, {
    ...school,
    faultCode: trouble,
    faultsLeft: trouble === null ? 0 : calls ?? (change.trouble === undefined ? school.faultsLeft : 1),
    habits: {
      ...school.habits, faultShape: faultShape ?? school.habits.faultShape,
      refusedPupils: refusedPupils ?? school.habits.refusedPupils,
    },
  });
}

/** A fault as this LAS writes it (exchange.md 5: with a dot, without a code). */
export function inShape(faultXml: string, shape: LasHabits['faultShape']): string {
  const code = /(<faultcode>)[^<:]*:((Client|Server)[^<]*)(<\/faultcode>)/u;
  if (shape === 'dotted') return faultXml.replace(code, '$1soap.$2$4');
  return shape === 'bare' ? faultXml.replace(code, '$1soap:$3$4') : faultXml;
}

/** The page that a proxy or a maintenance notice gives. */
export const errorPage = '<!DOCTYPE html>\n<html lang="nl"><head><title>Storing</title></head>'
  + '<body><h1>Er is een storing</h1><p>Probeer het later nog eens.</p></body></html>\n';
