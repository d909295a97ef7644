import { may } from '../access/rules.ts';
import type { SchoolViewer } from '../access/types.ts';
import type { ExchangeFlow } from '../link/message-log.ts';
import { findExchange } from '../link/message-log.ts';
import {
  countExchanges, exchangesPerPage, findExchangeSummary, listExchanges, type Exchange, type ExchangeFilter,
} from '../link/message-log-store.ts';
import { audit } from '../platform/audit/audit.ts';
import type { Platform } from '../platform/platform.ts';

/** What the message log of a school shows: what was said when, and how it ended; nothing of a person. */
export interface MessagesView {
  readonly exchanges: readonly Exchange[];
  readonly filter: ExchangeFilter;
  readonly count: number;
  readonly pageCount: number;
  readonly mayRead: boolean;
}

/** Loads one page of the message log. */
export function viewMessages(
  { doors }: Platform, viewer: SchoolViewer, filter: ExchangeFilter,
): Promise<MessagesView> {
  return doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    const count = await countExchanges(tx, filter);
    const pageCount = Math.max(1, Math.ceil(count / exchangesPerPage));
    const page = Math.min(filter.page, pageCount);
    return {
      exchanges: await listExchanges(tx, { ...filter, page }), filter: { ...filter, page }, count, pageCount,
      mayRead: may(viewer, 'read-messages'),
    };
  });
}

/** One call; request and answer only for who may read them. */
export interface MessageView {
  readonly exchange: Exchange;
  readonly messages: { readonly request: string; readonly answer: string } | null;
  readonly maySendAgain: boolean;
}

/** Loads one call. Who reads the messages themselves stands in the audit log: there are names and results in them. */
export function viewMessage(
  platform: Platform, viewer: SchoolViewer, exchangeId: string,
): Promise<MessageView | null> {
  const { doors, clock } = platform;
  return doors.withTenant(viewer.schoolId, viewer.actor, 'handoff', async (tx) => {
    if (!may(viewer, 'read-messages')) {
      const exchange = await findExchangeSummary(tx, exchangeId);
      return exchange ? { exchange, messages: null, maySendAgain: false } : null;
    }
    const found = await findExchange(platform, tx, exchangeId);
    if (!found) return null;
    const { request, answer, ...exchange } = found;
    await audit(tx, clock.now(), 'messages.read', { kind: 'message', id: exchangeId }, { flow: exchange.flow });
    return {
      exchange, messages: { request, answer },
      maySendAgain: canGoAgain(exchange.flow) && may(viewer, 'run-onboarding') && keysIn(request).length > 0,
    };
  });
}

function canGoAgain(flow: ExchangeFlow): boolean {
  return flow === 'results';
}

/** Keys of the results in a message that we sent. */
export function keysIn(request: string): readonly string[] {
  return [...request.matchAll(/<(?:[\w.-]+:)?resultaat\s[^<>]*?key="([^"]+)"/gu)].map(([, key = '']) => key);
}
