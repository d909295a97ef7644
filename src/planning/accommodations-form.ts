import { accommodationChoices, accommodationNames, defaultAccommodations } from './accommodations.ts';
import type { AccommodationName, Accommodations } from './accommodations.ts';
import { valueOf, type Body } from './choices.ts';

/** Names of the fields in the order of the settings. */
const fields: Readonly<Record<AccommodationName, string>> = {
  textSize: 'letters', lineSpacing: 'regels', letter: 'lettertype', contrast: 'contrast', readingRuler: 'liniaal',
  readAloud: 'voorlezen', readAloudSpeed: 'tempo', extraBreaks: 'pauzes',
};

/** The field of a setting of a pupil. */
export function accommodationField(name: AccommodationName, pupilId: string): string {
  return `${fields[name]}-${pupilId}`;
}

/** Says that a pupil is in the form: a box that is off sends nothing. */
export const accommodationPupilField = 'leerling';

/** What a pupil used when the form was shown: who did not change is left alone, also when somebody else changed it. */
export function shownField(pupilId: string): string {
  return `stond-${pupilId}`;
}

/** Settings as one text, to compare what comes back with what was shown. */
export function asText(settings: Accommodations): string {
  return accommodationNames.map((name) => String(settings[name])).join(' ');
}

/** The settings of a pupil as the form has them; what it does not know, or has no such value, is as usual. */
export function accommodationsOf(body: Body, pupilId: string): Accommodations {
  const read = accommodationNames.map((name) => {
    const sent = valueOf(body, accommodationField(name, pupilId));
    const allowed: readonly (string | number | boolean)[] = accommodationChoices[name];
    return [name, allowed.find((value) => String(value) === sent) ?? defaultAccommodations[name]];
  });
  return Object.fromEntries(read) as unknown as Accommodations;
}
