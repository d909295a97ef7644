import type { TenantTx } from '../../platform/database/tenancy.ts';
import type { Platform } from '../../platform/platform.ts';
import { listGroupPupils } from '../../roster/store.ts';
import type { ClassGroup } from '../../roster/types.ts';
import type { Period } from '../frame/choice.ts';
import { readParentReports } from '../parents/read-parents.ts';
import { reportPdf } from '../pdf/documents.ts';
import type { PdfFile } from '../pdf/types.ts';

/**
 * Everything that stands in the parent reports of a group, in the order of the names. A pupil without a result in the
 * period has no report; undefined when nobody has one.
 */
export async function readGroupFile(
  { config, clock }: Platform, tx: TenantTx, group: ClassGroup,
  { period, schoolName, doubleSided }: {
    readonly period: Period; readonly schoolName: string; readonly doubleSided: boolean;
  },
): Promise<PdfFile | undefined> {
  const pupils = await listGroupPupils(tx, group.groupId);
  const now = clock.now();
  const { productName } = config;
  const setting = { productName, owner: { kind: 'school' as const, name: schoolName }, now };
  const reports = (await readParentReports(tx, pupils, period, () => [group.name])).filter(({ empty }) => !empty);
  if (reports.length === 0) return undefined;
  return {
    title: `Ouderrapporten van ${group.name}`, productName, doubleSided, madeAtMs: now.getTime(),
    reports: reports.map((report) => reportPdf(report, setting)),
  };
}
