import type { VNode } from 'preact';
import { FieldSet } from '../ui/components/form.tsx';
import { TextField } from '../ui/components/text-field.tsx';
import type { Body } from './choices.ts';
import { valueOf } from './choices.ts';
import type { OpeningFields } from './opening.ts';

const names = { fromDay: 'van-dag', fromTime: 'van-tijd', untilDay: 'tot-dag', untilTime: 'tot-tijd' } as const;

/** From when until when a test on screen is open; a day without a time is the whole day. */
export function OpeningInputs({ opening }: { readonly opening: OpeningFields }): VNode {
  return (
    <FieldSet legend="Open op het scherm" lead={'Leeg betekent: meteen, en zonder einde. Een leerling die voor het '
      + 'einde begonnen is, mag de toets afmaken.'}>
      <div class="columns">
        <TextField type="date" name={names.fromDay} label="Open vanaf" optional width={10} value={opening.fromDay} />
        <TextField name={names.fromTime} label="Tijd" hint="Bijvoorbeeld 8.30" optional width={4}
          inputMode="decimal" value={opening.fromTime.replace(':', '.')} />
        <TextField type="date" name={names.untilDay} label="Open tot en met" optional width={10}
          value={opening.untilDay} />
        <TextField name={names.untilTime} label="Tot hoe laat" hint="Leeg is de hele dag" optional width={4}
          inputMode="decimal" value={opening.untilTime.replace(':', '.')} />
      </div>
    </FieldSet>
  );
}

/** What was filled in; null when the form had no such fields. */
export function openingFieldsOf(body: Body): OpeningFields | null {
  if (!Object.values(names).some((name) => body[name] !== undefined)) return null;
  return {
    fromDay: valueOf(body, names.fromDay), fromTime: valueOf(body, names.fromTime),
    untilDay: valueOf(body, names.untilDay), untilTime: valueOf(body, names.untilTime),
  };
}
