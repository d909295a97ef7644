import { createTransport } from 'nodemailer';
import type { BasispoortSettings, Config } from '../../platform/config.ts';
import { environmentSupplierCode, type LasSupplier } from '../../platform/las-suppliers.ts';
import { callOut } from '../../platform/outgoing.ts';
import type { Check } from './types.ts';

const TIMEOUT_MS = 3000;
const ANSWER_BYTES_MAX = 1_000_000;

/** Whether a platform runs at the public address. None is fine; something else that answers there is not. */
export async function checkServer({ publicUrl }: Config): Promise<Check> {
  const name = 'server';
  const answer = await knock(`${publicUrl}/gezondheid`);
  if (!answer) return { name, ok: true, detail: `er draait niets op ${publicUrl}` };
  const health = await answer.json().catch(() => null) as { jobsBusy?: unknown; jobsDead?: unknown } | null;
  if (!answer.ok || typeof health?.jobsDead !== 'number') {
    return { name, ok: false, detail: `op ${publicUrl} antwoordt iets anders dan dit programma` };
  }
  const { jobsBusy, jobsDead } = health;
  const jobs = `${String(jobsBusy)} wachtend, ${jobsDead} vastgelopen`;
  return { name, ok: jobsDead === 0, detail: `draait op ${publicUrl}; taken: ${jobs}` };
}

/** Whether each LAS supplier answers at all, to us with our certificate; what it says to a call without a key does not
 * matter. */
export async function checkLas(suppliers: readonly LasSupplier[]): Promise<readonly Check[]> {
  return Promise.all(suppliers.flatMap((supplier) => {
    const { rosterUrl, stagedUrl, resultsUrl, historyUrl, headers, certificate } = supplier;
    const check = (service: string, url: string | null): Promise<Check> => reached(
      `${lasCheckName(supplier.code)}-${service}`, url,
      (one) => callOut(new URL(one), { method: 'GET', headers, certificate, timeoutMs: TIMEOUT_MS }, ANSWER_BYTES_MAX)
        .catch(() => null),
    );
    return [
      check('roster', rosterUrl), ...(stagedUrl === null ? [] : [check('staged', stagedUrl)]),
      check('results', resultsUrl), check('history', historyUrl),
    ];
  }));
}

/** How the checks of a supplier begin. */
export function lasCheckName(code: string): string {
  return code === environmentSupplierCode ? 'las' : `las-${code}`;
}

/** Whether Basispoort answers: its REST services, and the document with which sign-on begins. */
export function checkBasispoort({ restUrl, issuerUrl }: BasispoortSettings): Promise<readonly Check[]> {
  return Promise.all([
    reached('basispoort-rest', restUrl),
    reached('basispoort-sign-on', issuerUrl && `${issuerUrl.replace(/\/$/, '')}/.well-known/openid-configuration`),
  ]);
}

/** Whether mail can leave. */
export async function checkMail({ smtpUrl, mailTrayUrl }: Config): Promise<Check> {
  const name = 'mail';
  if (smtpUrl) {
    const ok = await smtpAnswers(smtpUrl);
    return { name, ok, detail: ok ? 'de mailserver laat ons binnen' : 'SMTP_URL antwoordt niet of weigert ons' };
  }
  if (mailTrayUrl) return reached(name, mailTrayUrl);
  return { name, ok: true, detail: 'geen mailserver ingesteld: zonder oefenomgeving blijft mail wachten' };
}

async function reached(
  name: string, url: string | null, ask: (url: string) => Promise<{ readonly status: number } | null> = knock,
): Promise<Check> {
  if (!url) return { name, ok: true, detail: 'niet ingesteld' };
  const { host } = new URL(url);
  const answer = await ask(url);
  if (!answer) return { name, ok: false, detail: `${host} antwoordt niet binnen ${TIMEOUT_MS / 1000} seconden` };
  // A service that is called with POST may well refuse a GET: it is there.
  const ok = answer.status < 500;
  return { name, ok, detail: ok ? `${host} antwoordt` : `${host} antwoordt met fout ${answer.status}` };
}

/** Any answer, or null when there is none in time. */
function knock(url: string): Promise<Response | null> {
  return fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => null);
}

async function smtpAnswers(url: string): Promise<boolean> {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  const transport = createTransport({ url, ...timeouts });
  try {
    return await transport.verify();
  } catch {
    return false;
  } finally {
    transport.close();
  }
}
