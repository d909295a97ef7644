import type { Gate } from '../access/gate.ts';
import type { Server } from '../platform/http/server.ts';
import type { Sessions } from '../platform/http/session.ts';
import type { Platform } from '../platform/platform.ts';
import { boardRoutes } from './board-routes.ts';
import { classCodeRoutes } from './class-code-routes.ts';
import { enterClassRoutes } from './enter-class-routes.ts';
import { leftOverRoutes } from './left-over-routes.ts';
import { takingPageRoutes } from './taking-routes.ts';

/** Watching a class that takes tests, and letting it start when the portal is down. */
export function supervisingRoutes(server: Server, platform: Platform, gate: Gate, sessions: Sessions): void {
  boardRoutes(server, platform, gate);
  takingPageRoutes(server, platform, gate);
  leftOverRoutes(server, platform, gate);
  classCodeRoutes(server, platform, gate, sessions);
  enterClassRoutes(server, platform, sessions);
}
