/* A supplier that does not know us (`OngeldigeKlantIdentificatie`) is wrong about every school at once: nobody
 * calls its LAS until the settings hold another name or code, or until one try, a few in the hour, is taken
 * again. In: every answer of a LAS. Out: whether the next call may be made, and once, a mail to the operator. */
import type { LasSupplier } from '../platform/las-suppliers.ts';
import type { ExchangeOutcome } from './message-log.ts';
import { change, find, sql } from '../platform/database/query.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';
import { postMail } from '../platform/mail/mail.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';

/** Nothing was sent, because the supplier of this LAS does not know us. */
export class SupplierStopped extends Outage {
  constructor(supplierCode: string) {
    super(`the LAS of supplier ${supplierCode} does not know us: nothing is sent`, { retryable: true });
  }
}

/** Minutes of real time between two tries of a supplier that was stopped. */
const tryEveryMinutes = 15;

/** Stops a call to a supplier that does not know us, with a SupplierStopped. */
export async function requireSupplierOpen(platform: Platform, supplier: LasSupplier): Promise<void> {
  const closed = await platform.doors.withPlatform((tx) => isStopped(tx, supplier.code, identityOf(platform, supplier)));
  if (closed) throw new SupplierStopped(supplier.code);
}

/** Whether nobody may call now; of several who ask when a try is due one may. */
async function isStopped(tx: PlatformTx, supplierCode: string, identity: string): Promise<boolean> {
  const stop = await find<{ identityDigest: string }>(tx, sql`select identity_digest from las_supplier_stop
    where supplier_code = ${supplierCode}`);
  if (!stop || stop.identityDigest !== identity) return false;
  return await change(tx, sql`update las_supplier_stop
    set next_try_at = now() + make_interval(mins => ${tryEveryMinutes})
    where supplier_code = ${supplierCode} and next_try_at <= now()`) === 0;
}

const doesNotKnowUs = 'OngeldigeKlantIdentificatie';

/** Takes in how a call ended: a supplier that does not know us is stopped and the operator told, once; one that
 * answers anything else knows us again. */
export async function noteSupplierAnswer(
  platform: Platform, supplier: LasSupplier, outcome: ExchangeOutcome,
): Promise<void> {
  if (outcome === 'no-answer' || outcome === 'unreadable') return;
  if (outcome === doesNotKnowUs) return stop(platform, supplier);
  await platform.doors.withPlatform((tx) => change(tx, sql`delete from las_supplier_stop
    where supplier_code = ${supplier.code}`));
}

async function stop(platform: Platform, supplier: LasSupplier): Promise<void> {
  const identity = identityOf(platform, supplier);
  const stopped = await platform.doors.withPlatform(async (tx) => {
    const isNew = await change(tx, sql`insert into las_supplier_stop
        (supplier_code, fault_code, identity_digest, stopped_at, next_try_at)
      values (${supplier.code}, ${doesNotKnowUs}, ${identity}, ${platform.clock.now()},
        now() + make_interval(mins => ${tryEveryMinutes}))
      on conflict (supplier_code) do update set identity_digest = excluded.identity_digest,
        stopped_at = excluded.stopped_at, next_try_at = excluded.next_try_at
      where las_supplier_stop.identity_digest <> excluded.identity_digest`) > 0;
    if (isNew) await postMail(platform, tx, stoppedMail(platform, supplier));
    return isNew;
  });
  if (stopped) platform.log('link.supplier-stopped', { supplier: supplier.code, code: doesNotKnowUs });
}

function identityOf({ secrets }: Platform, { code, clientCode, clientName }: LasSupplier): string {
  return secrets.digest(`las identity ${code} ${clientCode} ${clientName}`);
}

function stoppedMail({ config }: Platform, { name, code }: LasSupplier) {
  return {
    kind: 'supplier-stopped', schoolId: null, to: config.helpMail,
    subject: `${config.productName}: ${name} kent ons niet meer`,
    text: `${name} (leverancier ${code}) antwoordt ${doesNotKnowUs}: onze klantnaam en klantcode zijn daar niet
bekend, of horen niet bij elkaar. Er gaat van geen enkele school meer iets naar dit LAS. Wat klaarstaat, blijft
bewaard en gaat later vanzelf.

Wat te doen: bel de leverancier, en zet de klantnaam en klantcode goed in de instellingen. Elk kwartier gaat er
vanzelf één proef uit. Zodra die lukt, gaat alles weer.
`,
  };
}
