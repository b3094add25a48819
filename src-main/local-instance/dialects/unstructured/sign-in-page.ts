import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import { escapeHtml, htmlPage, sendHtml } from '../../html.ts';
import type { TokenSigner } from '../../jwt.ts';
import { sessionClaimsOf, systemName } from './session.ts';
import { displayName } from './wire.ts';

const peopleShown = 1000;
const query = z.object({ person: z.string().optional() });

/**
 * Where a session token comes from: a page of the people who can sign in, and one that shows the token of whoever is
 * chosen, to be pasted into a client. The contract has no sign-in of its own. Other web pages can't read it.
 */
export function registerSignInPage(
  app: FastifyInstance,
  { directory, signer }: { readonly directory: Directory; readonly signer: TokenSigner },
): void {
  app.get('/sign-in', async (request, reply) => {
    const parsed = query.safeParse(request.query);
    const chosen = parsed.success ? parsed.data.person : undefined;
    if (chosen === undefined) {
      const items = directory.people
        .signedUp(peopleShown)
        .filter((person) => directory.organizations.ofPerson(person.id, systemName).length > 0)
        .map((person) => {
          const href = escapeHtml(`?${new URLSearchParams({ person: person.id }).toString()}`);
          const name = escapeHtml(displayName(person));
          return `<li><a href="${href}">Sign in as ${name}</a> <small>${escapeHtml(person.email)}</small></li>`;
        });
      const note = '<p>This is a local instance: no password is asked for.</p>';
      return sendHtml(reply, 200, htmlPage('Sign in', `${note}<ul>${items.join('')}</ul>`));
    }
    const person = directory.people.byId(chosen);
    if (!person || person.signupAt === null) {
      return sendHtml(reply, 404, htmlPage('Not found', '<p>There’s no account with that id.</p>'));
    }
    const token = await signer.sign(sessionClaimsOf(person.id, directory.now()));
    const intro = `<p>A session token of ${escapeHtml(displayName(person))}. It works for twelve hours.</p>`;
    return sendHtml(
      reply,
      200,
      htmlPage('Session token', `${intro}<p><code>${escapeHtml(token)}</code></p>`),
    );
  });
}
