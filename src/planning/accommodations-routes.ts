import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import { NotFound } from '../platform/http/redirect.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { readGroupAccommodations, readPupilAccommodations, setAccommodations } from './accommodations-actions.ts';
import { accommodationPupilField, accommodationsOf, asText, shownField } from './accommodations-form.ts';
import { groupAccommodationsPage, pupilAccommodationsPage } from './accommodations-page.tsx';
import { valueOf, valuesOf, type Body } from './choices.ts';

const ofPupil = Type.Object({ pupilId: Type.String({ format: 'uuid' }) });
const ofGroup = Type.Object({ groupId: Type.String({ format: 'uuid' }) });
const querystring = Type.Object({ bewaard: Type.Optional(Type.Integer({ minimum: 0 })) });
const body = Type.Record(Type.String(), Type.Union([
  Type.String({ maxLength: 100 }), Type.Array(Type.String({ maxLength: 100 }), { maxItems: 200 }),
]));

/** What pupils use during a test: a page for one, a list for a group. */
export function accommodationRoutes(server: Server, platform: Platform, gate: Gate): void {
  const pupilPath = '/leerlingen/:pupilId/aanpassingen';
  server.get(pupilPath, { schema: { params: ofPupil, querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    const read = await readPupilAccommodations(platform, viewer, request.params.pupilId);
    if (!read.ok) throw new NotFound();
    const saved = request.query.bewaard !== undefined;
    return reply.type('text/html; charset=utf-8')
      .send(pupilAccommodationsPage(platform, viewer, { ...read.value, saved }));
  });
  server.post(pupilPath, { schema: { params: ofPupil, body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    const { pupilId } = request.params;
    const done = await setAccommodations(platform, viewer, { pupilId }, profilesOf(request.body, [pupilId]));
    if (!done.ok) throw new NotFound();
    return reply.redirect(`/leerlingen/${pupilId}/aanpassingen?bewaard=${done.value}`, 303);
  });

  const groupPath = '/groepen/:groupId/aanpassingen';
  server.get(groupPath, { schema: { params: ofGroup, querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    const read = await readGroupAccommodations(platform, viewer, request.params.groupId);
    if (!read.ok) throw new NotFound();
    const saved = request.query.bewaard ?? null;
    return reply.type('text/html; charset=utf-8')
      .send(groupAccommodationsPage(platform, viewer, { ...read.value, saved }));
  });
  server.post(groupPath, { schema: { params: ofGroup, body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'plan-test');
    const { groupId } = request.params;
    const profiles = profilesOf(request.body, valuesOf(request.body, accommodationPupilField));
    const done = await setAccommodations(platform, viewer, { groupId }, profiles);
    if (!done.ok) throw new NotFound();
    return reply.redirect(`/groepen/${groupId}/aanpassingen?bewaard=${done.value}`, 303);
  });
}

/** What somebody changed, by pupil. */
function profilesOf(sent: Body, pupilIds: readonly string[]) {
  const changed = pupilIds.filter((pupilId) =>
    asText(accommodationsOf(sent, pupilId)) !== valueOf(sent, shownField(pupilId)));
  return new Map(changed.map((pupilId) => [pupilId, accommodationsOf(sent, pupilId)]));
}
