// The sandbox: a LAS, a Basispoort and a mail tray for trying the platform without any of them. In: HTTP and SOAP of
// the platform, clicks of a visitor. Out: HTTP and SOAP answers, pages. Invariant: strangers to the platform: another
// schema and role in the database, other cookies, and every word between the two goes over HTTP.
import type { SandboxClock } from '../platform/clock/sandbox-clock.ts';
import type { Log } from '../platform/log.ts';
import type { WithSandbox } from './store.ts';

/** What the routes of the sandbox work with. */
export interface Sandbox {
  readonly withSandbox: WithSandbox;
  readonly clock: Pick<SandboxClock, 'now' | 'moveTo'>;
  readonly log: Log;
  /** How others reach the sandbox, without a slash at the end. */
  readonly publicUrl: string;
  /** Where the platform is: the only address that tiles, mails and sign-on lead to. The same unless they run apart. */
  readonly platformUrl: string;
  readonly productName: string;
  readonly credentials: SandboxCredentials;
  readonly newId: () => string;
  /** Who can sign in, for the message at start-up. */
  readonly seededPeople: () => readonly SeededPerson[];
}

/** What the platform must know to be let in. These are no secrets: everything behind them is invented. */
export interface SandboxCredentials {
  /** Klantcode and klantnaam that the sandbox LAS gave to us. */
  readonly lasClientCode: string;
  readonly lasClientName: string;
  /** Our identity code in the paths of Hosted LiKa. */
  readonly identityCode: string;
  /** Sent as `x-uitgever-certificaat`: stands in for the client certificate of mutual TLS, on loopback only. */
  readonly publisherToken: string;
  readonly oidcClientId: string;
  readonly oidcClientSecret: string;
}

/** Somebody who can sign in through the sandbox Basispoort. */
export interface SeededPerson {
  readonly school: string;
  /** BRIN and site, `99XA00`. */
  readonly schoolCode: string;
  readonly kind: 'medewerker' | 'leerling';
  readonly name: string;
  /** In Dutch: what this person is, e.g. `leerkracht van groep 4`. */
  readonly role: string;
}
