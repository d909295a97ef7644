import { Type } from 'typebox';
import { invalidateRoutes } from '../ability/invalidate-routes.ts';
import { sandboxOf } from '../access/frame.tsx';
import { openGate } from '../access/gate.ts';
import { openIdProvider } from '../access/oidc.ts';
import { accessRoutes } from '../access/routes.ts';
import { checkingRoutes } from '../checking/routes.ts';
import { wordsInLas } from '../handoff/in-las.ts';
import { handoffRoutes } from '../handoff/routes.ts';
import { handoffReports } from '../handoff/still-to-do.ts';
import { helpRoutes } from '../help/routes.ts';
import { historyRoutes } from '../history/routes.ts';
import { homeRoutes } from '../home/routes.ts';
import { keyTrial } from '../intake/key-trial.ts';
import { learnPerson } from '../intake/access-person.ts';
import { intakeRoutes } from '../intake/routes.ts';
import { onboardingRoutes } from '../onboarding/routes.ts';
import { orderingRoutes } from '../ordering/routes.ts';
import { planningRoutes } from '../planning/routes.ts';
import { createServer, type ErrorView, type Server } from '../platform/http/server.ts';
import { openSessions } from '../platform/http/session.ts';
import type { Platform } from '../platform/platform.ts';
import { paperRoutes } from '../paper/routes.ts';
import { boardReportRoutes } from '../reports/board/routes.ts';
import { reportCatalogue } from '../reports/catalogue.ts';
import { catalogueRoutes } from '../reports/frame/routes.ts';
import { overviewRoutes } from '../reports/overview/routes.ts';
import { computedRoutes } from '../reports/items/routes.ts';
import { manyRoutes } from '../reports/many/routes.ts';
import { reportSettingRoutes } from '../reports/parents/setting-routes.ts';
import type { Press } from '../reports/pdf/press.ts';
import { rosterRoutes } from '../roster/routes.ts';
import { supervisingRoutes } from '../supervising/routes.ts';
import { technicalReadingRoutes } from '../technical-reading/routes.ts';
import { takingRoutes } from '../taking/routes.ts';
import { ErrorPage, errorWords } from '../ui/error-page.tsx';
import { renderPage } from '../ui/page.tsx';
import { assetRoutes } from './asset-routes.ts';

/** Makes the web server of the platform with every route of every folder. */
export async function platformServer(platform: Platform, press: Press, playerFolder: string): Promise<Server> {
  const { config, doors, log } = platform;
  const server = await createServer({
    log, uploadBytesMax: config.uploadBytesMax, trustProxy: config.trustProxy,
    renderError: (view) => errorPage(platform, view),
  });
  const sessions = openSessions(doors, config.publicUrl.startsWith('https:'));
  const gate = openGate(platform, sessions);
  assetRoutes(server, playerFolder);
  healthRoute(server, platform);
  accessRoutes(server, {
    platform, gate, sessions, provider: openIdProvider(config, log), retry: learnPerson(platform),
  });
  orderingRoutes(server, platform, gate);
  onboardingRoutes(server, platform, gate, keyTrial(platform));
  rosterRoutes(server, platform, gate);
  intakeRoutes(server, platform, gate);
  historyRoutes(server, platform, gate);
  planningRoutes(server, platform, gate);
  takingRoutes(server, platform, gate);
  paperRoutes(server, platform, gate);
  technicalReadingRoutes(server, platform, gate);
  supervisingRoutes(server, platform, gate, sessions);
  invalidateRoutes(server, platform, gate);
  const reports = [...reportCatalogue, ...handoffReports];
  catalogueRoutes(server, platform, gate, press, reports);
  overviewRoutes(server, platform, gate, reports);
  computedRoutes(server, platform, gate, (tx, resultId) => wordsInLas(platform, tx, resultId));
  reportSettingRoutes(server, platform, gate);
  manyRoutes(server, platform, gate, press);
  boardReportRoutes(server, platform, gate, press);
  handoffRoutes(server, platform, gate);
  homeRoutes(server, platform, gate);
  checkingRoutes(server, platform);
  helpRoutes(server, platform);
  return server;
}

function errorPage(platform: Platform, { status, correlationId }: ErrorView): string {
  return renderPage(ErrorPage({
    ...errorWords(status), status, productName: platform.config.productName,
    correlationId: status >= 500 ? correlationId : null, sandbox: sandboxOf(platform),
  }));
}

/** Whether this node can do its work; for whoever watches over it. */
function healthRoute(server: Server, { jobs }: Platform): void {
  const response = { 200: Type.Object({ ok: Type.Boolean(), jobsBusy: Type.Number(), jobsDead: Type.Number() }) };
  server.get('/gezondheid', { schema: { response } }, async () => {
    const { busy, dead } = await jobs.counts();
    return { ok: true, jobsBusy: busy, jobsDead: dead };
  });
}
