import type { SchoolYear } from '../../base/school-year.ts';
import type { XmlElement } from '../xml/element.ts';
import type { XmlLimits, XmlStart } from '../xml/read.ts';
import type { CheckReport } from './report.ts';
import { parseBrin, parseSiteCode } from '../../base/brin.ts';
import { newFindingList, nowhere } from '../catalogue.ts';
import { textOf } from '../xml/element.ts';
import { readXml } from '../xml/read.ts';
import { checkFindings } from './findings.ts';
import { noCounts } from './report.ts';

/** Whether a root is that of an OSO dossier of any year (exchange.md section 11). */
export function isOsoDossier({ name, namespace }: Pick<XmlStart, 'name' | 'namespace'>): boolean {
  return name === 'dossier' && /^http:\/\/www\.edustandaard\.nl\/oso_gegevensset\/[\w.]+\/dossier$/.test(
    namespace
  );
}

/** Counts what an OSO dossier holds; the rules of its content are a later piece of work, and the report says
 * so. */
export function checkOsoDossier(bytes: Uint8Array, limits: XmlLimits): CheckReport {
  const findings = newFindingList();
  const found = { version: null as string | null, brin: null as string | null, site: null as string | null };
  let pupils = 0;
  let results = 0;
  const halted = readXml(bytes, limits, {
    open(start, parent) {
      if (parent === null || start.name === 'huidigeschool') return 'descend';
      if (start.name === 'leerling' && parent.name === 'huidigeschool') {
        pupils += 1;
        return 'descend';
      }
      if (start.name === 'toetslijst') return 'descend';
      if (start.name === 'toets' && parent.name === 'toetslijst') {
        results += 1;
        return 'skip';
      }
      return ['metadata', 'brincode', 'vestigingscode'].includes(start.name) ? 'collect' : 'skip';
    },
    element(element: XmlElement) {
      if (element.name === 'metadata') found.version = textOf(element, 'standaardversie');
      if (element.name === 'brincode') found.brin ??= element.text.trim();
      if (element.name === 'vestigingscode') found.site ??= element.text.trim();
    },
  });
  findings.add(checkFindings['CHECK-OSO-SHALLOW'], nowhere, checkFindings['CHECK-OSO-SHALLOW'].meaning);
  const brin = parseBrin(found.brin ?? '');
  const site = parseSiteCode(found.site ?? '');
  const schoolYear: SchoolYear | null = null;
  return {
    kind: 'oso-dossier',
    version: found.version,
    school: { brin: brin.ok ? brin.value : null, vestiging: site.ok ? site.value : null, schoolYear },
    counts: { ...noCounts, pupils, results },
    findings: halted === null ? findings.all() : [...findings.all(), halted],
  };
}
