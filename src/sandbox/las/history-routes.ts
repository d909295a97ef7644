import { Type } from 'typebox';
import { plainDateInAmsterdam } from '../../base/plain-date.ts';
import { schoolYearOf } from '../../base/school-year.ts';
import { contentType } from '../../exchange/uwlr/envelope.ts';
import { writeFault, writeResultsFile } from '../../exchange/uwlr/write.ts';
import type { FaultCode } from '../../exchange/uwlr/types.ts';
import type { Server } from '../../platform/http/server.ts';
import { historyCsv, historyDocument } from '../school/history-file.ts';
import { historyOf, type OldResult } from '../school/history.ts';
import { findPlan, findPlanByBrin6 } from '../school/plans.ts';
import { rosterOf } from '../school/roster.ts';
import type { SchoolPlan } from '../school/types.ts';
import type { Sandbox } from '../types.ts';
import { schoolsOfKey } from './keys.ts';
import { receivedAsHistory } from './received-history.ts';
import { listResults } from './result-store.ts';
import { lasSchool } from './school-store.ts';

/** Where a program fetches old results. No standard: an agreement of docs/history-file.md. */
export const historyPath = '/sandbox/las/geschiedenis';

/** Says whether the typed-in results are in the answer: `ja`, or `nee` where the school has no link for them. */
export const typedHeader = 'x-handmatige-resultaten';

const query = Type.Object({
  brin: Type.String(), vestiging: Type.Optional(Type.String()),
  typed: Type.Optional(Type.Union([Type.Literal('ja'), Type.Literal('nee')])),
});

/**
 * Old results, and among them those that came from the platform itself: a LAS gives back everything it holds.
 * For a program with a key, and as files for a person.
 */
export function historyRoutes(server: Server, sandbox: Sandbox): void {
  const { withSandbox, clock } = sandbox;
  server.get(historyPath, { schema: { querystring: query } }, async (request, reply) => {
    const { brin, vestiging = '00', typed = 'ja' } = request.query;
    const name = (header: string): string => String(request.headers[header] ?? '');
    const refusal = await judge(sandbox, `${brin}${vestiging}`, {
      key: name('x-autorisatiesleutel'), code: name('x-klantcode'), name: name('x-klantnaam'),
    });
    const plan = findPlan(brin, vestiging);
    if (refusal !== null || plan === undefined) {
      const code = refusal ?? 'AutorisatieOngeldig';
      return reply.code(403).type(contentType).send(writeFault(code, 'Deze oude resultaten zijn niet voor u.'));
    }
    const { linked, results } = await readHistory(plan);
    const withTyped = typed === 'ja' && linked;
    const chosen = results.filter(({ typedIn }) => withTyped || !typedIn);
    const document = historyDocument(plan, chosen, thisYear(), clock.now());
    reply.header(typedHeader, linked ? 'ja' : 'nee');
    return document ? reply.type(contentType).send(writeResultsFile(document)) : reply.code(204).send();
  });
  const params = { params: Type.Object({ code: Type.String({ pattern: '^\\d{2}[A-Z]{2}\\d{2}$' }) }) };
  server.get('/sandbox/las/:code/geschiedenis.xml', { schema: params }, async (request, reply) => {
    const plan = findPlanByBrin6(request.params.code);
    if (!plan) return reply.callNotFound();
    const { linked, results } = await readHistory(plan);
    const chosen = results.filter(({ typedIn }) => linked || !typedIn);
    const document = historyDocument(plan, chosen, thisYear(), clock.now());
    if (!document) return reply.callNotFound();
    return reply.type(contentType)
      .header('content-disposition', attachment(`${request.params.code}-oude-resultaten.xml`))
      .send(writeResultsFile(document));
  });
  server.get('/sandbox/las/:code/geschiedenis.csv', { schema: params }, async (request, reply) => {
    const plan = findPlanByBrin6(request.params.code);
    if (!plan) return reply.callNotFound();
    const { linked, results } = await readHistory(plan);
    return reply.type('text/csv; charset=utf-8')
      .header('content-disposition', attachment(`${request.params.code}-oude-resultaten.csv`))
      .send(historyCsv(results.filter(({ typedIn }) => linked || !typedIn)));
  });

  function thisYear() {
    return schoolYearOf(plainDateInAmsterdam(clock.now()));
  }

  async function readHistory(plan: SchoolPlan): Promise<{
    readonly linked: boolean; readonly results: readonly OldResult[];
  }> {
    const schoolCode = `${plan.brin}${plan.site}`;
    return withSandbox(async (tx) => {
      const { typedResultsLink, newcomerCount } = await lasSchool(tx, schoolCode);
      const { pupils } = rosterOf(plan, thisYear(), clock.now(), newcomerCount);
      const received = receivedAsHistory(await listResults(tx, schoolCode), pupils);
      return { linked: typedResultsLink, results: [...historyOf(plan), ...received] };
    });
  }
}

async function judge(
  { withSandbox, credentials }: Sandbox, schoolCode: string,
  caller: { readonly key: string; readonly code: string; readonly name: string },
): Promise<FaultCode | null> {
  if (caller.code !== credentials.lasClientCode || caller.name !== credentials.lasClientName) {
    return 'OngeldigeKlantIdentificatie';
  }
  const codes = await withSandbox((tx) => schoolsOfKey(tx, caller.key));
  return codes?.includes(schoolCode) ? null : 'AutorisatieOngeldig';
}

function attachment(name: string): string {
  return `attachment; filename="${name}"`;
}
