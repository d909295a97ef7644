import type { FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Server } from '../../platform/http/server.ts';
import type { Sandbox } from '../types.ts';
import { claimsOf, findBySubject } from './accounts.ts';
import { readSettings } from './faults.ts';
import { oidcAdapter, providerKeys, type ProviderKeys } from './oidc-store.ts';
import { forgottenPersonCookie, providerSessionCookie } from './person-cookie.ts';

/** Where the provider is mounted; the issuer is this after the public address. */
export const oidcPath = '/sandbox/basispoort/oidc';

/** The provider, made when it is first needed: start-up waits neither for its code nor for its keys. */
export type LazyProvider = () => Promise<Provider>;

/** Makes the OpenID Connect provider that stands in for Basispoort's sign-on, whose real protocol is not public. */
export function lazyProvider(sandbox: Sandbox): LazyProvider {
  let made: Promise<Provider> | null = null;
  const make = async (): Promise<Provider> => {
    const { Provider: OidcProvider } = await import('oidc-provider');
    const keys = await sandbox.withSandbox(providerKeys);
    return new OidcProvider(`${sandbox.publicUrl}${oidcPath}`, configuration(sandbox, keys));
  };
  return () => (made ??= make());
}

/** Hands everything under the mount path to the provider, with the body unread; nobody signs in while the portal is
 * down. */
export function oidcRoutes(server: Server, { withSandbox }: Sandbox, provider: LazyProvider): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      if ((await withSandbox(readSettings)).faultCode === '503') {
        await reply.code(503).type('text/plain; charset=utf-8')
          .send('Basispoort ligt stil. Probeer het later nog eens.');
        return;
      }
      const serve = (await provider()).callback();
      reply.hijack();
      const original = request.raw.url ?? '/';
      Object.assign(request.raw, { originalUrl: original, url: original.slice(oidcPath.length) || '/' });
      await serve(request.raw, reply.raw);
    };
    scope.route({
      method: ['GET', 'POST', 'OPTIONS'], url: `${oidcPath}/*`, config: { openToOtherSites: true }, handler,
    });
  });
}

function configuration(
  { credentials, platformUrl, withSandbox, clock, log }: Sandbox, keys: ProviderKeys,
): Configuration {
  return {
    // Its initiate_login_uri stands in portal-routes.ts: the provider takes only https there.
    clients: [{
      client_id: credentials.oidcClientId, client_secret: credentials.oidcClientSecret,
      token_endpoint_auth_method: 'client_secret_post', grant_types: ['authorization_code'], response_types: ['code'],
      redirect_uris: [`${platformUrl}/inloggen/basispoort/terug`],
      post_logout_redirect_uris: [platformUrl, `${platformUrl}/`, `${platformUrl}/inloggen?uitgelogd=ja`],
    }],
    adapter: oidcAdapter(withSandbox),
    jwks: { keys: [...keys.jwks.keys] as never },
    cookies: {
      keys: [...keys.cookieKeys],
      names: { session: providerSessionCookie, interaction: 'bp_oidc_interaction', resume: 'bp_oidc_resume' },
      long: { path: '/sandbox/basispoort', signed: true },
    },
    pkce: { required: () => true },
    scopes: ['openid'],
    claims: {
      openid: [
        'sub', 'basispoort_id', 'eckid', 'instelling_id', 'instelling_ref', 'brincode', 'dependancecode', 'soort',
        'rollen', 'locatie',
      ],
    },
    // The publisher reads the ID token alone; there is no second call for the claims.
    conformIdTokenClaims: false,
    ttl: { IdToken: 300, AccessToken: 300, AuthorizationCode: 60, Interaction: 3600, Session: 3600, Grant: 3600 },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { logoutSource } },
    interactions: { url: (_ctx, interaction) => `/sandbox/basispoort/inloggen/${interaction.uid}` },
    loadExistingGrant: grantWithoutAsking,
    findAccount: async (_ctx, subject) => {
      const person = await withSandbox((tx) => findBySubject(tx, subject, clock.now()));
      return person && { accountId: subject, claims: async () => ({ ...claimsOf(person) }) };
    },
    renderError: async (ctx, out) => {
      log('sandbox.basispoort.oidc-error', { error: out.error });
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = `Inloggen via de proef-Basispoort lukt niet: ${out.error}.\nGa terug en probeer het opnieuw.`;
    },
  };
}

/** The school's tick is the permission; nobody is asked again at sign-on. */
async function grantWithoutAsking(ctx: KoaContextWithOIDC) {
  const { provider, client, session } = ctx.oidc;
  const grantId = client && session?.grantIdFor(client.clientId);
  const stored = grantId ? await provider.Grant.find(grantId) : undefined;
  if (stored) return stored;
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope('openid');
  await grant.save();
  return grant;
}

/** The publisher asks that this person is forgotten here too: nobody is asked whether it was meant. */
async function logoutSource(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  ctx.append('set-cookie', forgottenPersonCookie);
  ctx.body = `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Uitloggen</title></head><body>
    <h1>Uitloggen bij de proef-Basispoort</h1>${form}
    <button type="submit" form="op.logoutForm" name="logout" value="yes">Uitloggen</button>
    <script>document.querySelector('button').click()</script></body></html>`;
}
