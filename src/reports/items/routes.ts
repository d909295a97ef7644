import { Type } from 'typebox';
import type { Gate } from '../../access/gate.ts';
import { may } from '../../access/rules.ts';
import type { SchoolViewer } from '../../access/types.ts';
import { recomputeResult } from '../../ability/recompute-rules.ts';
import { chainsOf } from '../../ability/recompute.ts';
import { findResult, listVersionsOf } from '../../ability/store.ts';
import { present } from '../../base/assert.ts';
import { audit } from '../../platform/audit/audit.ts';
import type { TenantTx } from '../../platform/database/tenancy.ts';
import { NotFound } from '../../platform/http/redirect.ts';
import type { Server } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { findPupil, groupsOfPupil } from '../../roster/store.ts';
import { callNameAndLast } from '../../ui/format.ts';
import { conditionsOf } from '../honest/conditions.ts';
import { listTakings } from '../taking-store.ts';
import { computedPage } from './computed-page.tsx';
import { computedView } from './computed-view.ts';

const schema = { params: Type.Object({ resultId: Type.String({ format: 'uuid' }) }) };

/** What the school administration has of a result, in sentences; null where that is no question. */
export type InLas = (tx: TenantTx, resultId: string) => Promise<string | null>;

/** How one result was computed. Whoever may read the reports of the pupil may see it, whatever the package. */
export function computedRoutes(server: Server, platform: Platform, gate: Gate, inLas: InLas): void {
  server.get('/resultaten/:resultId', { schema }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'read-pupil-report');
    const page = await readComputed(platform, viewer, request.params.resultId, inLas);
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

/** Reads everything that a result names, makes it again, and writes the page; a look is audited as any of a report. */
async function readComputed(
  platform: Platform, viewer: SchoolViewer, resultId: string, inLas: InLas,
): Promise<string> {
  return platform.doors.withTenant(viewer.schoolId, viewer.actor, 'reporting', async (tx) => {
    const result = await findResult(tx, resultId);
    const pupil = result && await findPupil(tx, result.pupilId);
    const groups = pupil ? await groupsOfPupil(tx, pupil.pupilId) : [];
    const subject = { groupIds: groups.map(({ groupId }) => groupId) };
    if (!result || !pupil || !may(viewer, 'read-pupil-report', subject)) throw new NotFound();
    await audit(tx, platform.clock.now(), 'pupil.read', { kind: 'pupil', id: pupil.pupilId },
      { report: 'berekening', resultId });
    const chain = present((await chainsOf(tx, [result]))[0], 'a result has a chain');
    const view = computedView({
      result, calibration: chain.calibration, normTable: chain.normTable, recomputed: recomputeResult(chain),
      versions: await listVersionsOf(tx, resultId),
      taken: chain.scorings.map(({ sitting, points, total, codeVersion }) => ({
        partNo: sitting.partNo, form: present(chain.forms.get(sitting.formCode), 'a taak has a form'), total,
        points: new Map(points.map((one) => [one.itemId, one])), scoringVersion: codeVersion,
      })),
    });
    const taking = (await listTakings(tx, [resultId])).get(resultId);
    const group = groups.find(({ groupId }) => viewer.ownGroupIds.includes(groupId)) ?? groups[0];
    return computedPage(platform, viewer, view, {
      pupilName: callNameAndLast(pupil), conditions: conditionsOf(result, taking), inLas: await inLas(tx, resultId),
      breadcrumbs: [
        { href: '/groepen', label: 'Groepen' },
        ...(group ? [{ href: `/groepen/${group.groupId}`, label: group.name }] : []),
        { href: `/leerlingen/${pupil.pupilId}/groei?vak=${result.subject}`, label: callNameAndLast(pupil) },
      ],
    });
  });
}
