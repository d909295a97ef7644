/* A LAS that says not to know us (`OngeldigeKlantIdentificatie`) is not asked again at once. At one school that may
 * be the data of the school (exchange.md 5): only that school stops. At two schools, and nowhere otherwise in between,
 * it is us: nobody calls it until the settings hold another name or code, or until one try, a few in the hour, is
 * taken again. In: every answer of a LAS. Out: whether the next call may be made, and a mail to the operator, one for
 * each stop. */
import { all, change, find, sql } from '../platform/database/query.ts';
import type { PlatformTx } from '../platform/database/tenancy.ts';
import type { LasSupplier } from '../platform/las-suppliers.ts';
import { postMail } from '../platform/mail/mail.ts';
import { Outage } from '../platform/outage.ts';
import type { OutgoingAnswer } from '../platform/outgoing.ts';
import type { Platform } from '../platform/platform.ts';
import { outcomeOf } from './message-log.ts';

/** Nothing was sent, because this LAS does not know us. */
export class LasStopped extends Outage {
  constructor(host: string) {
    super(`${host} does not know us: nothing is sent`, { retryable: true });
  }
}

/** Which LAS is called, as whom, and for which school. */
export interface CalledLas {
  readonly host: string;
  readonly supplier: LasSupplier;
  readonly schoolId: string;
}

/** Minutes of real time between two tries of a LAS, or of a school there, that was stopped. */
const tryEveryMinutes = 15;

/** Minutes that a try is left to the schools that did not cause the stop: with them it may be the data. */
const leftToOthersMinutes = 45;

/** Schools that must hear the same before it is about us. */
const schoolsForStop = 2;

/** `trying`: this LAS was stopped, for one school at least, and the answer to this call may end that. */
export type Passage = 'open' | 'trying';

/** Stops a call to a LAS that does not know us, with a LasStopped. */
export async function requireLasOpen(platform: Platform, las: CalledLas): Promise<Passage> {
  const passage = await platform.doors.withPlatform((tx) => passageOf(tx, las, identityOf(platform, las)));
  if (!passage) throw new LasStopped(las.host);
  return passage;
}

/** A school at which the LAS said not to know us, under the name and code that we use now. */
interface Heard {
  readonly schoolId: string;
  readonly ofSchoolOnly: boolean;
}

/** Null when nobody may call now; of several who ask when a try is due one may. */
async function passageOf(tx: PlatformTx, las: CalledLas, identity: string): Promise<Passage | null> {
  const heard = await listHeard(tx, las, identity);
  const own = heard.some(({ schoolId }) => schoolId === las.schoolId);
  if (!isStopped(heard) && !own) return heard.length > 0 ? 'trying' : 'open';
  const ofSchool = sql`school_id = ${las.schoolId}`;
  const patience = isStopped(heard) && own ? leftToOthersMinutes : 0;
  const claimed = await change(tx, sql`update las_stop
    set next_try_at = now() + make_interval(mins => ${tryEveryMinutes})
    where las_host = ${las.host} and identity_digest = ${identity}
      and ${isStopped(heard) ? sql`not of_school_only` : ofSchool}
      and next_try_at <= now() - make_interval(mins => ${patience})`);
  return claimed > 0 ? 'trying' : null;
}

function listHeard(tx: PlatformTx, { host }: CalledLas, identity: string): Promise<readonly Heard[]> {
  return all<Heard>(tx, sql`select school_id, of_school_only from las_stop
    where las_host = ${host} and identity_digest = ${identity}`);
}

/** Whether it is about us, and so about every school. */
function isStopped(heard: readonly Heard[]): boolean {
  return heard.filter(({ ofSchoolOnly }) => !ofSchoolOnly).length >= schoolsForStop;
}

const doesNotKnowUs = 'OngeldigeKlantIdentificatie';

/** Takes in an answer: that the LAS does not know us stops the school, or every school, and the operator is told,
 * once; one that takes the call knows us, so that what it said at another school is about that school. */
export async function noteAnswer(
  platform: Platform, las: CalledLas, passage: Passage, { status, bytes }: OutgoingAnswer,
): Promise<void> {
  const outcome = outcomeOf(status, bytes);
  if (outcome === doesNotKnowUs) return stop(platform, las);
  if (passage === 'open' || outcome !== 'accepted') return;
  await platform.doors.withPlatform(async (tx) => {
    await change(tx, sql`delete from las_stop where las_host = ${las.host} and school_id = ${las.schoolId}`);
    await change(tx, sql`update las_stop set of_school_only = true, next_try_at = now()
      where las_host = ${las.host} and identity_digest = ${identityOf(platform, las)} and not of_school_only`);
  });
}

async function stop(platform: Platform, las: CalledLas): Promise<void> {
  const identity = identityOf(platform, las);
  const stopped = await platform.doors.withPlatform(async (tx) => {
    // Two schools that hear it at the same moment must see each other.
    await find(tx, sql`select pg_advisory_xact_lock(hashtext(${`las-stop ${las.host}`}))`);
    const before = await listHeard(tx, las, identity);
    if (isStopped(before)) return null;
    if (!await saveHeard(tx, platform, las, identity)) return null;
    const whom = isStopped(await listHeard(tx, las, identity)) ? 'everybody' : 'school';
    await postMail(platform, tx, whom === 'everybody' ? stoppedMail(platform, las) : schoolMail(platform, las));
    return whom;
  });
  if (stopped) {
    const { host, supplier: { code } } = las;
    platform.log('link.las-stopped', { host, supplier: code, for: stopped, school: las.schoolId });
  }
}

/** @returns whether this school had not heard it yet under this name and code */
async function saveHeard(
  tx: PlatformTx, { clock }: Platform, { host, schoolId, supplier }: CalledLas, identity: string,
): Promise<boolean> {
  const isNew = await change(tx, sql`insert into las_stop
      (las_host, school_id, supplier_code, identity_digest, stopped_at, next_try_at)
    values (${host}, ${schoolId}, ${supplier.code}, ${identity}, ${clock.now()},
      now() + make_interval(mins => ${tryEveryMinutes}))
    on conflict (las_host, school_id) do update set supplier_code = excluded.supplier_code,
      identity_digest = excluded.identity_digest, of_school_only = false, stopped_at = excluded.stopped_at
    where las_stop.identity_digest <> excluded.identity_digest`) > 0;
  // One moment for all who caused it, so that one try is claimed at a time.
  if (isNew) await change(tx, sql`update las_stop set next_try_at = now() + make_interval(mins => ${tryEveryMinutes})
    where las_host = ${host} and identity_digest = ${identity} and not of_school_only`);
  return isNew;
}

function identityOf({ secrets }: Platform, { supplier: { code, clientCode, clientName } }: CalledLas): string {
  return secrets.digest(`las identity ${code} ${clientCode} ${clientName}`);
}

function stoppedMail({ config }: Platform, { host, supplier: { name, code } }: CalledLas) {
  return {
    kind: 'las-stopped', schoolId: null, to: config.helpMail,
    subject: `${config.productName}: ${name} kent ons niet meer`,
    text: `${name} (leverancier ${code}, ${host}) antwoordt bij twee scholen ${doesNotKnowUs}: onze klantnaam en
klantcode zijn daar niet bekend, of horen niet bij elkaar. Er gaat van geen enkele school meer iets naar dit LAS. Wat
klaarstaat, blijft bewaard en gaat later vanzelf.

Wat te doen: bel de leverancier, en zet de klantnaam en klantcode goed in de instellingen. Elk kwartier kan er
vanzelf één proef uit. Zodra die lukt, gaat alles weer.
`,
  };
}

function schoolMail({ config }: Platform, { host, schoolId, supplier: { name, code } }: CalledLas) {
  return {
    kind: 'las-stopped', schoolId: null, to: config.helpMail,
    subject: `${config.productName}: ${name} kent ons niet bij één school`,
    text: `${name} (leverancier ${code}, ${host}) antwoordt bij één school ${doesNotKnowUs}. Dat kan aan de gegevens
van die school liggen. Van die school gaat er niets meer naar dit LAS; bij de andere scholen gaat alles door.

Het is de school met het nummer ${schoolId}.

Wat te doen: kijk in het berichtenlog van de school, en bel de leverancier. Elk kwartier gaat er vanzelf één proef
uit. Zodra die lukt, gaat alles weer.
`,
  };
}
