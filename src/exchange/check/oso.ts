import type { XmlLimits } from '../xml/read.ts';
import type { CheckReport } from './report.ts';
import { readOso } from '../oso/read.ts';
import { noCounts } from './report.ts';

/** Judges an OSO dossier, or a file with several. */
export function checkOsoDossier(bytes: Uint8Array, limits: XmlLimits): CheckReport {
  const { summary, findings } = readOso(bytes, () => undefined, limits);
  const { school, schoolYear, version, pupils, results } = summary;
  return {
    kind: 'oso-dossier',
    version,
    school: { brin: school.brin, vestiging: school.brin === null ? null : school.site, schoolYear },
    counts: { ...noCounts, pupils, results },
    findings,
  };
}
