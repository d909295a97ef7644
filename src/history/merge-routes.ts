import { Type } from 'typebox';
import type { Gate } from '../access/gate.ts';
import type { Server } from '../platform/http/server.ts';
import type { Platform } from '../platform/platform.ts';
import { viewMatches, type MatchView, type PupilInDoubt } from './match-view.ts';
import { mergeSources, previewMerge } from './merge.ts';
import { mergePage } from './merge-page.tsx';

/** Making one child of several of an old file: first what it would do, then the doing. */
export function mergeRoutes(server: Server, platform: Platform, gate: Gate): void {
  const querystring = Type.Object({ vraag: Type.Integer({ minimum: 0 }) });
  server.get('/beheer/koppelen/samen', { schema: { querystring } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { vraag: at } = request.query;
    const sources = alikeAt(await viewMatches(platform, viewer), at);
    const pupil = sources[0]?.candidates[0];
    const merge = { sourcePupils: sources.map(({ sourcePupil }) => sourcePupil), pupilId: pupil?.pupilId ?? '' };
    const preview = pupil && sources.length > 1 ? await previewMerge(platform, viewer, merge) : null;
    // A colleague may have decided in the meantime.
    if (!pupil || !preview?.ok) return reply.redirect('/beheer/koppelen', 303);
    return reply.type('text/html; charset=utf-8')
      .send(mergePage(platform, viewer, { at, sources, pupil, judged: preview.value }));
  });
  const body = Type.Object(
    { leerling: Type.String({ format: 'uuid', maxLength: 36 }) },
    { additionalProperties: Type.String({ maxLength: 400 }) },
  );
  server.post('/beheer/koppelen/samen', { schema: { body } }, async (request, reply) => {
    const viewer = await gate.school(request, reply, 'resolve-matches');
    const { leerling: pupilId, ...rest } = request.body;
    const sourcePupils = Object.entries(rest).flatMap(([name, value]) =>
      (/^bron-\d$/.test(name) && typeof value === 'string' ? [value] : []));
    const merged = await mergeSources(platform, viewer, { sourcePupils, pupilId });
    const next = merged.ok ? `gedaan=${merged.value.count}&vraag=0` : 'niets=1';
    return reply.redirect(`/beheer/koppelen?${next}`, 303);
  });
}

/** The pupil of a question with those who are like it. */
function alikeAt({ inDoubt }: MatchView, at: number): readonly PupilInDoubt[] {
  const asked = inDoubt[at];
  return asked ? [asked, ...inDoubt.filter(({ sourcePupil }) => asked.alike.includes(sourcePupil))] : [];
}
