import { seededRandom } from '../../psychometrics/random.ts';
import { reportCatalogue } from '../../reports/catalogue.ts';
import type { Report } from '../../reports/frame/types.ts';
import { hrefOf } from '../../reports/overview/listing.ts';
import { capture } from './capture.ts';
import { onServer } from './loading.ts';
import type { BenchNode } from './node.ts';
import { ids, THIS_YEAR } from './numbers.ts';
import { explainAll } from './plans.ts';

/** Times of a page in milliseconds, and what its statements touched. */
export interface PageFigures {
  readonly requests: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly statements: number;
  /** Pages of 8 kB of tables and indexes, of one request. */
  readonly buffers: number;
  /** Where rows of other schools were passed through; empty. Not judged at one school, whose rows are all there are. */
  readonly beyond_the_school?: readonly string[];
}

/** How long to look, and from where. */
export interface PagesOrder {
  readonly url: string;
  /** Schools in the database. */
  readonly schools: number;
  /** Requests of each of the pages that the aims are about; a quarter of it for every other report. */
  readonly requests: number;
  readonly seed: number;
}

/** Schools that have visitors; the rest of the country is only there. */
const VISITED_MAX = 40;

/** The address of a page for somebody of the nth school; `draw` chooses the pupil or group. */
type Address = (nth: number, draw: (max: number) => number) => string;

/** The three that the aims name. */
const AIMED = {
  growth: (nth, draw) => `/leerlingen/${pupilOf(nth, draw)}/groei`,
  group_report: (nth, draw) => `/groepen/${groupOf(nth, draw)}/rapport`,
  trend_of_six_years: () => '/rapporten/trend?jaren=6',
} as const satisfies Readonly<Record<string, Address>>;

/** Their codes in the catalogue. */
const AIMED_CODES = ['groei', 'groepsrapport', 'trend-jaargroep'];

/** What the pages took. */
export interface PagesOutcome {
  readonly schools: number;
  readonly aimed: Readonly<Record<string, PageFigures>>;
  /** Reads nothing of the school. */
  readonly page_without_reports: PageFigures;
  readonly others: Readonly<Record<string, PageFigures>>;
}

/** Measures every report as page, and a page that reads nothing of the school beside them. */
export async function measurePages(node: BenchNode, order: PagesOrder): Promise<PagesOutcome> {
  const few = Math.max(10, Math.ceil(order.requests / 4));
  const measured = async (addresses: readonly (readonly [string, Address])[], requests: number) => {
    const found: Record<string, PageFigures> = {};
    for (const [name, address] of addresses) found[name] = await measurePage(node, order, address, requests);
    return found;
  };
  return {
    schools: order.schools,
    aimed: await measured(Object.entries(AIMED), order.requests),
    page_without_reports: await measurePage(node, order, () => '/hulp', few),
    others: await measured(reportCatalogue.flatMap((report) => {
      const address = addressOf(report);
      return address ? [[report.code, address] as const] : [];
    }), few),
  };
}

async function measurePage(
  node: BenchNode, { url, schools, seed }: PagesOrder, address: Address, requests: number,
): Promise<PageFigures> {
  const random = seededRandom(`${seed}`);
  const draw = (max: number): number => random.integer(0, max - 1);
  // The same visitors at either size, spread over the country.
  const visited = Math.min(schools, VISITED_MAX);
  const next = () => {
    const nth = 1 + Math.floor((draw(visited) * schools) / visited);
    return { nth, href: address(nth, draw) };
  };
  for (let warming = 0; warming < 20; warming += 1) {
    const { nth, href } = next();
    await node.open(nth, href);
  }
  const times: number[] = [];
  for (let request = 0; request < requests; request += 1) {
    const { nth, href } = next();
    const began = performance.now();
    await node.open(nth, href);
    times.push(performance.now() - began);
  }
  const sample = next();
  const statements = await capture(() => node.open(sample.nth, sample.href));
  const { beyond_the_school, ...touched } = await onServer(url, (client) => explainAll(client, statements));
  return {
    requests, p50_ms: quantile(times, 0.5), p95_ms: quantile(times, 0.95), ...touched,
    ...(schools > 1 ? { beyond_the_school } : {}),
  };
}

/** Null for a report that begins with something that the benchmark's schools do not have. */
function addressOf(report: Report): Address | null {
  if (hrefOf(report, 'x') === null || AIMED_CODES.includes(report.code)) return null;
  return (nth, draw) => {
    const id = { pupil: () => pupilOf(nth, draw), group: () => groupOf(nth, draw), school: () => null }[report.about]();
    return hrefOf(report, id) ?? '';
  };
}

/** Somebody of year group 4 to 8, who has a history. */
function pupilOf(nth: number, draw: (max: number) => number): string {
  return ids.pupil(nth, THIS_YEAR - 5 + draw(5), draw(37));
}

function groupOf(nth: number, draw: (max: number) => number): string {
  return ids.group(nth, THIS_YEAR, 3 + draw(6));
}

/** In milliseconds, to a tenth. */
function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}
