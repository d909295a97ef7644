import type { ReportDocument } from '../../reports/frame/types.ts';
import { readParentReports } from '../../reports/parents/read-parents.ts';
import { reportPdf } from '../../reports/pdf/documents.ts';
import { openPress, printMany } from '../../reports/pdf/press.ts';
import { fileOf, type PdfFile, type PdfReport } from '../../reports/pdf/types.ts';
import { listGroupPupils } from '../../roster/store.ts';
import type { BenchNode } from './node.ts';
import { ids, PUPILS, THIS_YEAR } from './numbers.ts';

/** Parent reports that are printed. */
const REPORTS = 500;

/** Schools whose pupils are enough for that. */
export const SCHOOLS_FOR_PDFS = Math.ceil(REPORTS / PUPILS);

/** How fast the parent reports of a large school are set, one file each and one file a group, and what it costs. */
export async function measurePdfs(node: BenchNode): Promise<object> {
  const now = node.platform.clock.now();
  const owner = { kind: 'school' as const, name: 'De Meetlat' };
  const setting = { productName: node.platform.config.productName, owner, now };
  const began = performance.now();
  const groups = (await readAll(node)).map((group) => group.map((report) => reportPdf(report, setting)));
  const readSeconds = (performance.now() - began) / 1000;
  const reports = groups.flat().slice(0, REPORTS);
  return {
    reports: reports.length, read_per_second: Math.round(groups.flat().length / readSeconds),
    one_file_each: await print(reports.map(fileOf), reports.length),
    one_file_a_group: await print(groups.map(groupFile), groups.flat().length),
  };
}

function readAll({ platform }: BenchNode): Promise<readonly (readonly ReportDocument[])[]> {
  const groups = Array.from({ length: SCHOOLS_FOR_PDFS }, (_, school) => [3, 4, 5, 6, 7, 8]
    .map((yearGroup) => ({ nth: school + 1, groupId: ids.group(school + 1, THIS_YEAR, yearGroup), yearGroup }))).flat();
  const period = { schoolYear: `${THIS_YEAR}-${THIS_YEAR + 1}`, season: 'M' as const };
  return Promise.all(groups.map(({ nth, groupId, yearGroup }) =>
    platform.doors.withTenant(ids.school(nth), { kind: 'job', id: 'bench' }, 'reporting', async (tx) =>
      readParentReports(tx, await listGroupPupils(tx, groupId), period, () => [`Groep ${yearGroup}`]))));
}

function groupFile(reports: readonly PdfReport[]): PdfFile {
  const { productName = '', madeAtMs = 0 } = reports[0] ?? {};
  return { title: 'Ouderrapporten', productName, madeAtMs, doubleSided: true, reports };
}

async function print(files: readonly PdfFile[], reports: number): Promise<object> {
  const press = openPress();
  try {
    // The workers start and read their letters once.
    await Promise.all(Array.from({ length: press.workerCount }, () => press.printFile(files[0]!, 'now')));
    let bytes = 0;
    const memory = watchMemory();
    const began = performance.now();
    for await (const file of printMany(press, files)) bytes += file.length;
    const seconds = (performance.now() - began) / 1000;
    return {
      per_second: Math.round(reports / seconds), workers: press.workerCount,
      kb_each: Math.round(bytes / reports / 1000),
      ...memory.stop(),
    };
  } finally {
    await press.close();
  }
}

/** What the whole process holds, workers too, looked at fifty times a second. */
function watchMemory() {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 20);
  const megabytes = (value: number): number => Math.round(value / 1e6);
  return {
    stop() {
      clearInterval(timer);
      return { rss_mb_before: megabytes(before), rss_mb_peak: megabytes(peak) };
    },
  };
}
