import type { FastifyReply } from 'fastify';

/** Who is signed in at the portal. There are no passwords in the sandbox, so the cookie simply says who it is. */
const name = 'bp_wie';
const attributes = { path: '/sandbox/basispoort', httpOnly: true, sameSite: 'lax' } as const;

/** The user id in a cookie header; null when nobody is signed in. */
export function personCookie(header: string | undefined): number | null {
  const match = new RegExp(`(?:^|;\\s*)${name}=(\\d{1,10})(?:;|$)`, 'u').exec(header ?? '');
  return match ? Number(match[1]) : null;
}

/** The cookie in which the OpenID Connect provider remembers whom it let through. */
export const providerSessionCookie = 'bp_oidc';

/** The header that forgets who is signed in, for an answer that is not ours to write. */
export const forgottenPersonCookie = `${name}=; Path=${attributes.path}; Max-Age=0; HttpOnly; SameSite=Lax`;

/** Signs a person in at the portal, and lets the provider forget who was there before. */
export function setPersonCookie(reply: FastifyReply, userId: number): void {
  forgetProviderSession(reply);
  void reply.setCookie(name, `${userId}`, attributes);
}

/** Signs out. */
export function clearPersonCookie(reply: FastifyReply): void {
  forgetProviderSession(reply);
  void reply.clearCookie(name, attributes);
}

function forgetProviderSession(reply: FastifyReply): void {
  void reply.clearCookie(providerSessionCookie, attributes);
  void reply.clearCookie(`${providerSessionCookie}.sig`, attributes);
}
