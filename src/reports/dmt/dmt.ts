import { listTakings } from '../../technical-reading/store.ts';
import { syntheticDmtNorms } from '../../technical-reading/synthetic-norms.ts';
import { callNameAndLast } from '../../ui/format.ts';
import type { Report, ReportContext, ReportDocument, ReportOf } from '../frame/types.ts';
import { pupilFacts, pupilFrame } from '../pupil/pupil-frame.ts';
import { pupilOf } from '../reading.ts';
import { type AviTaking, dmtParts, type DmtTaking } from './dmt-view.ts';

/** How a pupil reads the minute cards and the texts of AVI, over the moments. */
export const dmtReport: Report = {
  code: 'dmt',
  path: '/leerlingen/:pupilId/dmt',
  name: 'DMT-kaartenanalyse',
  question: 'Hoe vlot en hoe nauwkeurig leest deze leerling de kaarten?',
  about: 'pupil',
  feature: 'pupil_reports',
  read: readDmt,
};

async function readDmt(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { tx, choice } = context;
  const { pupil, groups } = await pupilOf(context, of);
  const dmt = (await listTakings(tx, [pupil.pupilId], 'dmt')).filter((one): one is DmtTaking => one.subject === 'dmt');
  const avi = (await listTakings(tx, [pupil.pupilId], 'avi')).filter((one): one is AviTaking => one.subject === 'avi');
  const name = callNameAndLast(pupil);
  const isEmpty = dmt.length === 0 && avi.length === 0;
  return {
    ...pupilFrame({ pupil, groups, choice }, 'Technisch lezen', 'dmt'),
    lead: 'De leeskaarten van DMT, met de niveaus van AVI ernaast.',
    facts: pupilFacts({ pupil, groups, choice }, null),
    filters: [],
    parts: dmtParts(name, dmt, avi),
    empty: isEmpty ? {
      title: 'Er zijn nog geen leeskaarten ingevoerd',
      words: 'De leerkracht voert DMT en AVI in bij de groep, onder Technisch lezen. Daarna staan ze hier.',
    } : null,
    notices: [],
    norm: isEmpty ? null : { source: syntheticDmtNorms.source, synthetic: true },
  };
}
