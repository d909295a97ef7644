/* A LAS that does not know us (`OngeldigeKlantIdentificatie`) will not know us at the next school either: nobody
 * calls it until the settings hold another name or code, or until one try, a few in the hour, is taken again.
 * In: every answer of a LAS. Out: whether the next call may be made, and once, a mail to the operator. */
import type { LasSupplier } from '../platform/las-suppliers.ts';
import type { OutgoingAnswer } from '../platform/outgoing.ts';
import { change, find, sql } from '../platform/database/query.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';
import { postMail } from '../platform/mail/mail.ts';
import { Outage } from '../platform/outage.ts';
import type { Platform } from '../platform/platform.ts';
import { outcomeOf } from './message-log.ts';

/** Nothing was sent, because this LAS does not know us. */
export class LasStopped extends Outage {
  constructor(host: string) {
    super(`${host} does not know us: nothing is sent`, { retryable: true });
  }
}

/** Which LAS is called, and as whom. */
export interface CalledLas {
  readonly host: string;
  readonly supplier: LasSupplier;
}

/** Minutes of real time between two tries of a LAS that was stopped. */
const tryEveryMinutes = 15;

/** `trying`: the LAS was stopped, and this call finds out whether it knows us again. */
export type Passage = 'open' | 'trying';

/** Stops a call to a LAS that does not know us, with a LasStopped. */
export async function requireLasOpen(platform: Platform, las: CalledLas): Promise<Passage> {
  const passage = await platform.doors.withPlatform((tx) => passageOf(tx, las.host, identityOf(platform, las)));
  if (!passage) throw new LasStopped(las.host);
  return passage;
}

/** Null when nobody may call now; of several who ask when a try is due one may. */
async function passageOf(tx: PlatformTx, host: string, identity: string): Promise<Passage | null> {
  const stop = await find<{ identityDigest: string }>(tx, sql`select identity_digest from las_stop
    where las_host = ${host}`);
  if (!stop) return 'open';
  if (stop.identityDigest !== identity) return 'trying';
  const claimed = await change(tx, sql`update las_stop
    set next_try_at = now() + make_interval(mins => ${tryEveryMinutes})
    where las_host = ${host} and next_try_at <= now()`);
  return claimed > 0 ? 'trying' : null;
}

const doesNotKnowUs = 'OngeldigeKlantIdentificatie';

/** Takes in an answer: a LAS that does not know us is stopped and the operator told, once; one that was stopped
 * and says anything else knows us again. */
export async function noteAnswer(
  platform: Platform, las: CalledLas, passage: Passage, { status, bytes }: OutgoingAnswer,
): Promise<void> {
  const outcome = outcomeOf(status, bytes);
  if (outcome === doesNotKnowUs) return stop(platform, las);
  if (passage === 'open' || outcome === 'unreadable') return;
  await platform.doors.withPlatform((tx) => change(tx, sql`delete from las_stop where las_host = ${las.host}`));
}

async function stop(platform: Platform, las: CalledLas): Promise<void> {
  const identity = identityOf(platform, las);
  const stopped = await platform.doors.withPlatform(async (tx) => {
    const isNew = await change(tx, sql`insert into las_stop
        (las_host, supplier_code, identity_digest, stopped_at, next_try_at)
      values (${las.host}, ${las.supplier.code}, ${identity}, ${platform.clock.now()},
        now() + make_interval(mins => ${tryEveryMinutes}))
      on conflict (las_host) do update set supplier_code = excluded.supplier_code,
        identity_digest = excluded.identity_digest, stopped_at = excluded.stopped_at,
        next_try_at = excluded.next_try_at
      where las_stop.identity_digest <> excluded.identity_digest`) > 0;
    if (isNew) await postMail(platform, tx, stoppedMail(platform, las));
    return isNew;
  });
  if (stopped) platform.log('link.las-stopped', { host: las.host, supplier: las.supplier.code });
}

function identityOf({ secrets }: Platform, { supplier: { code, clientCode, clientName } }: CalledLas): string {
  return secrets.digest(`las identity ${code} ${clientCode} ${clientName}`);
}

function stoppedMail({ config }: Platform, { host, supplier: { name, code } }: CalledLas) {
  return {
    kind: 'las-stopped', schoolId: null, to: config.helpMail,
    subject: `${config.productName}: ${name} kent ons niet meer`,
    text: `${name} (leverancier ${code}, ${host}) antwoordt ${doesNotKnowUs}: onze klantnaam en klantcode zijn
daar niet bekend, of horen niet bij elkaar. Er gaat van geen enkele school meer iets naar dit LAS. Wat klaarstaat,
blijft bewaard en gaat later vanzelf.

Wat te doen: bel de leverancier, en zet de klantnaam en klantcode goed in de instellingen. Elk kwartier gaat er
vanzelf één proef uit. Zodra die lukt, gaat alles weer.
`,
  };
}
