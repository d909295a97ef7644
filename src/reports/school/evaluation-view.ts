import type { Subject } from '../../content/types.ts';
import { subjectNames } from '../../content/types.ts';
import type { PupilName } from '../../roster/types.ts';
import type { BandKind } from '../../ui/charts/types.ts';
import { compareText, enumerate, sortName } from '../../ui/format.ts';
import type { Cell, ReportPart, ReportTable } from '../frame/types.ts';
import { otherSubjectRemark } from '../honest/comparable.ts';
import { letterRemark, levelShown, outsidePeriodRemark, relativeLevelRemark } from '../honest/levels.ts';
import { nationalPatternRemark } from '../honest/national.ts';
import { shownScore } from '../honest/scores.ts';
import type { GroupThen } from './placing.ts';
import type { SchoolResult } from './types.ts';
import { groupNormRemark, intervalRemark, nothing, unitRemark } from './words.ts';

/** The parts of one subject, each null where there is nothing to show. */
export interface SubjectParts {
  readonly subject: Subject;
  readonly crossSection: ReportPart | null;
  readonly trend: ReportPart | null;
  readonly cohort: ReportPart | null;
  readonly levelShares: ReportPart | null;
  readonly reference: ReportPart | null;
}

/** What stands above each part: the question, and what to do with the answer. */
const TEXTS: Readonly<Record<Exclude<keyof SubjectParts, 'subject'>,
  { readonly name: string; readonly lead: string }>> = {
  crossSection: {
    name: 'alle groepen nu',
    lead: 'Waar staan onze groepen op dit moment? Bespreek vooral groepen waarvan het hele interval boven of onder het '
      + 'landelijk gemiddelde ligt. Wat deed de school daar anders?',
  },
  trend: {
    name: 'dezelfde jaargroep door de jaren',
    lead: 'Gaat het in een jaargroep elk jaar beter of minder goed? Het zijn telkens andere leerlingen. Een '
      + 'lijn die echt stijgt of daalt, kan te maken hebben met het onderwijs in die jaargroep, of met andere '
      + 'leerlingen.',
  },
  cohort: {
    name: 'dezelfde leerlingen door de jaren',
    lead: 'Hoe groeien de leerlingen die nu op school zitten? Een lijn die gelijk blijft, betekent: zij '
      + 'groeiden mee met de leerlingen in het land.',
  },
  levelShares: {
    name: 'de niveaus door de tijd',
    lead: 'Hoeveel leerlingen staan in welk niveau? Kijk of de groep met de laagste niveaus kleiner of groter '
      + 'wordt, en of leerlingen met de hoogste niveaus genoeg worden uitgedaagd.',
  },
  reference: {
    name: 'de referentieniveaus',
    lead: 'Hoeveel leerlingen halen het niveau dat iedereen nodig heeft (1F), en hoeveel halen het streefniveau?',
  },
};

const keys = Object.keys(TEXTS) as (keyof typeof TEXTS)[];

/** Remarks that hold for every part: they stand once, at the end. */
function generalRemarks(bandKind: BandKind): readonly string[] {
  return [
    unitRemark, groupNormRemark(bandKind), intervalRemark, otherSubjectRemark, relativeLevelRemark,
    nationalPatternRemark, ...(bandKind === 'letter' ? [letterRemark] : []),
  ];
}

/** The bundle: what it is, each subject with its parts, the pupils where names are asked for, and how to read it. */
export function evaluationParts({ subjects, bandKind, pupilTables }: {
  readonly subjects: readonly SubjectParts[];
  readonly bandKind: BandKind;
  /** Empty without names. */
  readonly pupilTables: readonly ReportTable[];
}): readonly ReportPart[] {
  const general = new Set(generalRemarks(bandKind));
  const shown = subjects.filter((each) => keys.some((key) => each[key] !== null));
  const parts = shown.flatMap((each) => keys.flatMap((key): ReportPart[] => {
    const part = each[key];
    const { name, lead } = TEXTS[key];
    if (!part) return [];
    return [{
      ...part, heading: `${subjectNames[each.subject]}: ${name}`, lead, newSheet: true,
      remarks: part.remarks.filter((remark) => !general.has(remark)),
    }];
  }));
  if (parts.length === 0) return [];
  return [
    introduction(shown),
    ...parts,
    ...(pupilTables.length === 0 ? [] : [{
      ...textPart('Leerlingen per groep', 'Vertrouwelijk: deel deze bladen alleen met wie met deze leerlingen werkt.',
        [relativeLevelRemark, outsidePeriodRemark]),
      tables: pupilTables,
    }]),
    textPart('Hoe leest u deze cijfers?', 'Dit geldt voor alle bladen van deze bundel.', generalRemarks(bandKind)),
  ];
}

function introduction(subjects: readonly SubjectParts[]): ReportPart {
  return {
    heading: 'Waarover gaat deze bundel?',
    lead: 'Deze bundel laat zien hoe de leerlingen van onze school zich ontwikkelen, en hoe dat door de jaren '
      + 'verandert. De cijfers geven geen oorzaken. Ze zijn bedoeld als begin van een gesprek: wat zien we, hoe '
      + 'verklaren we dat, en wat '
      + 'doen we ermee?',
    pictures: [], tables: [],
    remarks: [
      `Vakken in deze bundel: ${enumerate(subjects.map(({ subject }) => subjectNames[subject]))}.`,
      'Een verschil noemen we alleen als het groter is dan door toeval kan. Bij kleine groepen geven we geen oordeel.',
      'De toetsen laten een deel zien van wat kinderen leren. Leg er naast wat u in de groepen ziet.',
    ],
  };
}

/** A part without pictures. */
function textPart(heading: string, lead: string, remarks: readonly string[]): ReportPart {
  return { heading, lead, pictures: [], tables: [], remarks, newSheet: true };
}

/** The pupils of each group with their level and score in each subject, sorted as the Dutch sort names. */
export function pupilTables({ results, groupOf, names, bandKind }: {
  /** Of one period, all subjects. */
  readonly results: readonly SchoolResult[];
  readonly groupOf: GroupThen;
  /** Sorted by name. */
  readonly names: readonly PupilName[];
  readonly bandKind: BandKind;
}): readonly ReportTable[] {
  const subjects = (Object.keys(subjectNames) as Subject[])
    .filter((subject) => results.some((result) => result.subject === subject));
  const byPupil = Map.groupBy(results, ({ pupilId }) => pupilId);
  const groupNames = new Map([...byPupil].map(([pupilId, [first]]) =>
    [pupilId, (first && groupOf(first)?.groupName) ?? 'Groep van toen niet bekend']));
  const groups = [...new Set(groupNames.values())].toSorted(compareText);
  return groups.map((group): ReportTable => ({
    caption: group,
    columns: [
      { key: 'leerling', header: 'Leerling', kind: 'text', rowHeader: true, wide: true },
      ...subjects.map((subject) => ({ key: subject.replace('-', '_'), header: subjectNames[subject],
        kind: 'short' as const })),
    ],
    rows: names.filter(({ pupilId }) => groupNames.get(pupilId) === group).map((name): Cell[] => [
      { text: sortName(name) },
      ...subjects.map((subject) => {
        const result = byPupil.get(name.pupilId)?.find((each) => each.subject === subject);
        return result ? levelCell(result, bandKind) : nothing;
      }),
    ]),
  }));
}

function levelCell(result: SchoolResult, bandKind: BandKind): Cell {
  const level = levelShown({ ...result, romanByTest: null }, bandKind, 'afname');
  return { text: `${level ?? '–'} (${shownScore(result.scaleScore)})` };
}
