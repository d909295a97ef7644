import { present } from '../../base/assert.ts';
import { subjectNames } from '../../content/types.ts';
import { plural } from '../../ui/format.ts';
import type { Report, ReportContext, ReportDocument, ReportOf } from '../frame/types.ts';
import { periodName } from '../group/group-filters.ts';
import { groupFrame } from '../group/group-frame.ts';
import { calibrationSource, hasItems, totalsRemark } from './items-read.ts';
import { overviewParts, type PupilTest } from './overview-view.ts';
import { readGroupTests } from './read-group-tests.ts';

/** Which items the pupils of a group had right, without the text of any. */
export const itemOverview: Report = {
  code: 'opgavenoverzicht',
  path: '/groepen/:groupId/opgaven',
  name: 'Opgavenoverzicht',
  question: 'Welke opgaven had wie goed, en hoe vaak was dat te verwachten?',
  about: 'group',
  feature: 'group_reports',
  read: readItemOverview,
};

async function readItemOverview(context: ReportContext, of: ReportOf): Promise<ReportDocument> {
  const { read, at, subject, period, tests, filters, facts } = await readGroupTests(context, of);
  const names = new Map(at.members.map(({ pupil }) => [pupil.pupilId, pupil]));
  const known = tests.filter(hasItems).map((test): PupilTest =>
    ({ ...test, name: present(names.get(test.result.pupilId), 'a result is of a member') }));
  const parts = overviewParts(known);
  const without = at.members.length - known.length;
  const extra = [
    totalsRemark(tests),
    without > 0 && known.length > 0 ? `${plural(without, 'leerling staat', 'leerlingen staan')} er niet bij: er zijn `
      + 'geen punten per opgave.' : null,
  ].filter((remark) => remark !== null);
  return {
    ...groupFrame(read, `Opgaven ${read.group.name}`, 'opgaven'),
    lead: `${subjectNames[subject]}, ${periodName(period)}: wie had welke opgave goed?`,
    facts, filters,
    parts: parts.map((part, index) => (index === 0 ? { ...part, remarks: [...extra, ...part.remarks] } : part)),
    empty: parts.length > 0 ? null : {
      title: 'Er zijn geen punten per opgave',
      words: tests.length > 0 ? 'Er is alleen een totaal ingevoerd. De punten per opgave zijn dan niet bekend.'
        : 'Op dit moment is er nog geen toets van dit vak die hier gemaakt is. Van overgenomen resultaten zijn de '
          + 'punten per opgave niet bekend.',
    },
    notices: [],
    norm: calibrationSource(known),
    landscape: true,
  };
}
