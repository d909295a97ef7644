/* For tests only: the official schemas as the judge of what we write, with their frozen list of school years
 * made longer in memory (exchange.md 15.1). */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import { standardsFolder } from './standards.ts';

/** The schemas a text can be held against. */
export const schemas = {
  edexml: 'edexml-2.1/EDEXML.structuur.xsd',
  envelopeRoster: 'uwlr-2.2/validatie/envelope-leerlinggegevens.xsd',
  envelopeResults: 'uwlr-2.2/validatie/envelope-leerresultaten.xsd',
  envelopeLvs: 'uwlr-2.2/validatie/envelope-profiel-lvs.xsd',
  narrow: 'uwlr-2.2/Schemas/Profiel smalle set/Profiel_Smalle_set_UWLR_Leerlinggegevens_v2p2.xsd',
  roster: 'uwlr-2.2/Schemas/UWLR_Leerlinggegevens_v2p2.xsd',
  results: 'uwlr-2.2/Schemas/UWLR_Leerresultaten_v2p2.xsd',
  oso: 'oso-2019.1/OSO_gegevensset_2019.1.xsd',
} as const;

const validators = new Map<string, XsdValidator>();
let registered = false;

/** What a schema has against a text; empty when it is valid. */
export function schemaErrors(text: string | Uint8Array, schema: keyof typeof schemas): readonly string[] {
  const validator = validatorOf(schemas[schema]);
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  let document: XmlDocument | null = null;
  try {
    document = XmlDocument.fromBuffer(bytes);
    validator.validate(document);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    document?.dispose();
  }
}

function validatorOf(path: string): XsdValidator {
  if (!registered) {
    xmlRegisterInputProvider(new XmlBufferInputProvider(allSchemas()));
    registered = true;
  }
  const made = validators.get(path);
  if (made !== undefined) return made;
  const url = `xsd:///${encodeURI(path)}`;
  const document = XmlDocument.fromBuffer(allSchemas()[url] ?? new Uint8Array(), { url });
  const validator = XsdValidator.fromDoc(document);
  document.dispose();
  validators.set(path, validator);
  return validator;
}

function allSchemas(): Record<string, Uint8Array> {
  const folder = standardsFolder() ?? '';
  const result: Record<string, Uint8Array> = {};
  const folders = [
    'edexml-2.1', 'uwlr-2.2/Schemas', 'uwlr-2.2/Schemas/Profiel LVS set', 'uwlr-2.2/Schemas/Profiel smalle set',
    'uwlr-2.2/validatie', 'oso-2019.1',
  ];
  for (const name of folders) {
    for (const file of readdirSync(join(folder, name))) {
      const path = join(folder, name, file);
      if (!file.endsWith('.xsd') || !statSync(path).isFile()) continue;
      const bytes = widened(readFileSync(path));
      // The schemas of the profiles lie in folders with a space in their name, which one writes so and another so.
      for (const at of [relative(folder, path), encodeURI(relative(folder, path))]) result[`xsd:///${at}`] = bytes;
    }
  }
  return result;
}

function widened(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const last = /<xs:enumeration value="2024-2025"\s*(\/>|>[\s\S]*?<\/xs:enumeration>)/;
  const more = Array.from(
    { length: 20 },
    (_, at) => `<xs:enumeration value="${2025 + at}-${2026 + at}"/>`,
  ).join('');
  return new TextEncoder().encode(text.replace(last, (found) => found + more));
}
