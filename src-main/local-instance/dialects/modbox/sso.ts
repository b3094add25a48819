import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import { escapeHtml, htmlPage, sendHtml } from '../../html.ts';
import type { TokenSigner } from '../../jwt.ts';
import { newTokens } from './identity.ts';
import { ensureDefaultWorkspace } from './operations.ts';
import { userOnWire } from './wire.ts';

const providerParam = z.object({ provider: z.enum(['google', 'github']) });
const query = z.object({ redirect_uri: z.string().optional(), person: z.string().optional() });
const peopleShown = 1000;

/** Tokens go to a program on this computer only: anything else would let a link carry a session away. */
function isLoopback(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/**
 * SSO sign-in. Where the real service sends the browser to Google or GitHub, this one shows whom it knows. It ends, as there, on
 * a page whose URL fragment holds the tokens: `redirect_uri` when that is on this computer, else a page of its own.
 */
export function registerSso(
  app: FastifyInstance,
  { directory, signer }: { readonly directory: Directory; readonly signer: TokenSigner },
): void {
  const notFound = htmlPage('Not found', '<p>There is no such way to sign in here.</p>');

  app.get('/auth/sso/:provider', (request, reply) => {
    const params = providerParam.safeParse(request.params);
    const asked = query.safeParse(request.query);
    if (!params.success || !asked.success) return sendHtml(reply, 404, notFound);
    const redirect = asked.data.redirect_uri;
    const items = directory.people.signedUp(peopleShown).map((person) => {
      const target = new URLSearchParams({
        person: person.id,
        ...(redirect === undefined ? {} : { redirect_uri: redirect }),
      });
      const href = escapeHtml(`${params.data.provider}/callback?${target.toString()}`);
      const { name, email } = userOnWire(person);
      return `<li><a href="${href}">Sign in as ${escapeHtml(name)}</a> <small>${escapeHtml(email)}</small></li>`;
    });
    const intro = '<p>This is a local instance of Modbox: no password is asked for.</p>';
    return sendHtml(reply, 200, htmlPage('Sign in', `${intro}<ul>${items.join('')}</ul>`));
  });

  app.get('/auth/sso/:provider/callback', async (request, reply) => {
    const params = providerParam.safeParse(request.params);
    const asked = query.safeParse(request.query);
    const person = params.success && asked.success ? directory.people.byId(asked.data.person ?? '') : null;
    const refused = !person || person.signupAt === null || person.suspendedAt !== null;
    if (refused || person.quarantinedAt !== null) return sendHtml(reply, 404, notFound);
    ensureDefaultWorkspace(directory, person);
    const { access_token, refresh_token, expires_in, refresh_expires_in } = await newTokens(
      person,
      directory,
      signer,
    );
    const fragment = new URLSearchParams({
      access_token,
      refresh_token,
      expires_in: String(expires_in),
      refresh_expires_in: String(refresh_expires_in),
    });
    const wanted = asked.data?.redirect_uri;
    const target = wanted !== undefined && isLoopback(wanted) ? wanted.split('#')[0] : '../done';
    return reply.header('cache-control', 'no-store').redirect(`${target ?? ''}#${fragment.toString()}`, 302);
  });

  app.get('/auth/sso/done', (_request, reply) =>
    sendHtml(
      reply,
      200,
      htmlPage('Signed in', "<p>Signed in. The tokens are in this page's address, after the #.</p>"),
    ),
  );
}
