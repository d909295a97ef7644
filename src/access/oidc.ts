import * as client from 'openid-client';
import { refuse } from '../base/result.ts';
import type { Config } from '../platform/config.ts';
import type { Log } from '../platform/log.ts';
import { Outage } from '../platform/outage.ts';
import { identityOf, type SsoProvider } from './sso.ts';

/** The path of our own to which the portal sends the browser back. */
export const returnPath = '/inloggen/basispoort/terug';

/**
 * OpenID Connect: authorization code with PKCE, `state` and `nonce`; the signature of the id token is checked
 * although it comes straight from the portal. What the portal can do is asked at the first sign-in, and again
 * when that failed.
 */
export function openIdProvider(config: Config, log: Log): SsoProvider {
  const redirectUri = `${config.publicUrl}${returnPath}`;
  let discovered: Promise<client.Configuration> | null = null;
  function portal(): Promise<client.Configuration> {
    discovered ??= discover(config).catch((cause: unknown) => {
      discovered = null;
      throw noAnswer(cause);
    });
    return discovered;
  }
  return {
    isIssuer: (issuer) => config.basispoort.issuerUrl !== null && issuer === config.basispoort.issuerUrl,
    async begin() {
      const settings = await portal();
      const state = {
        state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(),
      };
      const location = client.buildAuthorizationUrl(settings, {
        redirect_uri: redirectUri, scope: 'openid', state: state.state, nonce: state.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(state.verifier),
        code_challenge_method: 'S256',
      });
      return { location: location.href, state };
    },
    async complete(query, { state, nonce, verifier }) {
      if (!state || !nonce || !verifier) return refuse('stale');
      try {
        const back = new URL(`${redirectUri}${query}`);
        const tokens = await client.authorizationCodeGrant(await portal(), back, {
          expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true,
        });
        return identityOf({ ...tokens.claims() });
      } catch (error) {
        return refuse(refusalOf(error, log));
      }
    },
    async endSession(returnTo) {
      try {
        const settings = await portal();
        if (!settings.serverMetadata().end_session_endpoint) return null;
        return client.buildEndSessionUrl(settings, { post_logout_redirect_uri: returnTo }).href;
      } catch (error) {
        if (error instanceof Outage) return null;
        throw error;
      }
    },
  };
}

async function discover(config: Config): Promise<client.Configuration> {
  const { issuerUrl, clientId, clientSecret } = config.basispoort;
  if (!issuerUrl) throw new Error('BASISPOORT_ISSUER_URL is not set');
  const issuer = new URL(issuerUrl);
  const authentication = clientSecret ? client.ClientSecretPost(clientSecret) : client.None();
  const insecure = isLoopback(issuer) ? [client.allowInsecureRequests] : [];
  const execute = [client.enableNonRepudiationChecks, ...insecure];
  return client.discovery(issuer, clientId, undefined, authentication, { execute, timeout: 10 });
}

/** Plain http is for the machine itself only: there is no wire to listen on. */
function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

function noAnswer(cause: unknown): Outage {
  return new Outage('the sign-in portal does not answer', { retryable: true, cause });
}

function refusalOf(error: unknown, log: Log): 'cancelled' | 'stale' | 'untrusted' {
  if (error instanceof client.AuthorizationResponseError) return 'cancelled';
  if (error instanceof client.ResponseBodyError) {
    log('sign-in.untrusted', { code: error.error });
    // A code is worth something once, and not for long: a page that was opened again.
    return error.error === 'invalid_grant' ? 'stale' : 'untrusted';
  }
  if (isSilence(error)) throw noAnswer(error);
  if (!(error instanceof client.ClientError)) throw error;
  log('sign-in.untrusted', { code: error.code ?? null });
  return 'untrusted';
}

/** Whether the portal did not answer in time, or with a status that no protocol foresees. */
function isSilence(error: unknown): boolean {
  if (error instanceof TypeError) return error.message === 'fetch failed';
  if (!(error instanceof client.ClientError)) return false;
  return error.code === 'OAUTH_TIMEOUT' || error.cause instanceof Response;
}
