import type { BrinSite } from '../base/brin.ts';
import type { Finding } from '../base/findings.ts';
import { ok, type Result } from '../base/result.ts';
import type { SchoolYear } from '../base/school-year.ts';
import type { RosterDocument } from '../exchange/roster-document.ts';
import { mergeStaged } from '../exchange/uwlr/merge-staged.ts';
import type { GroupRef, RosterScope } from '../exchange/uwlr/types.ts';
import { askInVersions, type VersionAsker } from '../link/versions.ts';
import type { LasConnection } from '../onboarding/types.ts';
import type { Platform } from '../platform/platform.ts';
import { askLas, type LasAnswer, type LasRefusal } from './las-client.ts';

/** Whose roster, and since when changes interest us. */
export interface RosterWanted {
  readonly site: BrinSite;
  readonly schoolYear: SchoolYear;
  /** Null: the whole roster in any case. */
  readonly lastReceivedAt: Date | null;
}

type Asked = Result<LasAnswer, LasRefusal>;
type Ask = (scope: RosterScope, groups?: readonly GroupRef[]) => Promise<Asked>;

/**
 * Asks a LAS for the roster of a site the way its profile wants: in one call or in steps, in a version that it
 * knows. One answer comes back, whatever it took; nothing is written before it is there.
 */
export function askRoster(
  platform: Platform, asker: VersionAsker, link: LasConnection, wanted: RosterWanted,
): Promise<Asked> {
  return askInVersions(platform, asker, link, (xsdVersion) => {
    const ask: Ask = (scope, groups = []) => askLas(platform, asker.schoolId, link, {
      ...wanted, scope, groups, xsdVersion,
      // An answer to one step that nothing changed would say nothing about the others.
      lastReceivedAt: scope === 'all' ? wanted.lastReceivedAt : null,
    });
    return link.profile.rosterCalls === 'staged' ? askInSteps(ask) : ask('all');
  }, (asked) => !asked.ok && asked.refusal.kind === 'fault' && asked.refusal.fault.code === 'XsdVersieOngeldig');
}

/** How many groups go in one question of a conversation in steps: an answer stays a few classes small. */
const GROUPS_AT_ONCE = 8;

/** Getrapt (exchange.md 4.2): the structure, then the pupils and the staff of every home group and of none. */
async function askInSteps(ask: Ask): Promise<Asked> {
  const asked = await ask('structure');
  if (!asked.ok) return asked;
  const structure = documentOf(asked.value);
  if (!structure) return asked;
  const people = await askPeople(ask, structure);
  if (!people.ok) return people;
  const merged = mergeStaged(structure, people.value.pupils, people.value.staff);
  const answers = [asked.value, ...people.value.answers];
  if (merged.unknownGroups.length === 0) return ok(together(answers, merged));
  // The calls are no snapshot: a group may have come meanwhile. Asked once more, then it is told.
  const again = await ask('structure');
  if (!again.ok) return again;
  const newer = documentOf(again.value);
  if (!newer) return again;
  return ok(together([...answers, again.value], mergeStaged(newer, people.value.pupils, people.value.staff)));
}

interface People {
  readonly pupils: readonly RosterDocument[];
  readonly staff: readonly RosterDocument[];
  readonly answers: readonly LasAnswer[];
}

async function askPeople(ask: Ask, structure: RosterDocument): Promise<Result<People, LasRefusal>> {
  const answers: LasAnswer[] = [];
  const found = { pupils: [] as RosterDocument[], staff: [] as RosterDocument[] };
  const groups: GroupRef[] = [...structure.groups.map(({ key }) => key), null].map((key) => ({ kind: 'group', key }));
  for (const scope of ['pupils', 'staff'] as const) {
    for (let at = 0; at < groups.length; at += GROUPS_AT_ONCE) {
      const asked = await ask(scope, groups.slice(at, at + GROUPS_AT_ONCE));
      if (!asked.ok) return asked;
      answers.push(asked.value);
      const document = documentOf(asked.value);
      if (document) found[scope].push(document);
    }
  }
  return ok({ ...found, answers });
}

function documentOf({ answer }: LasAnswer): RosterDocument | null {
  return answer?.kind === 'roster' ? answer.document : null;
}

/** The answers of one conversation as one; an answer that cannot be used makes the whole unusable. */
function together(
  answers: readonly LasAnswer[],
  { document, findings }: { readonly document: RosterDocument; readonly findings: readonly Finding[] },
): LasAnswer {
  const usable = answers.every(({ answer }) => answer !== null);
  return {
    bytes: Buffer.concat(answers.map(({ bytes }) => bytes)),
    findings: [...answers.flatMap((answer) => answer.findings), ...findings],
    answer: !usable ? null : document.pupils.length === 0 ? { kind: 'nothing' } : { kind: 'roster', document },
  };
}
