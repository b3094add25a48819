import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import { escapeHtml, htmlPage, sendHtml } from '../../html.ts';
import type { TokenSigner } from '../../jwt.ts';
import type { Person } from '../../tables/people.ts';
import { isWebToken, sessionClaimsOf, type Identity } from './identity.ts';
import { refuse, type Outcome, type Refusal } from './outcome.ts';
import { bodies, validate } from './rules.ts';

/** The person that local login signs in; added to the directory when it isn't there. */
export interface LocalLogin {
  readonly email: string;
  readonly nickname: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** The one that the real local server makes up. */
export const localDeveloper: LocalLogin = {
  email: 'dev@systeminit.local',
  nickname: 'localdev',
  firstName: 'Local',
  lastName: 'Developer',
};

/** What every route is given: who asks, and with which body. */
export interface Received {
  readonly identity: Identity | null;
  readonly body: unknown;
}

export interface SignInDeps {
  readonly directory: Directory;
  readonly signer: TokenSigner;
  readonly localLogin: LocalLogin | null;
  readonly receive: (request: FastifyRequest) => Promise<Outcome<Received>>;
  readonly sendRefusal: (reply: FastifyReply, refusal: Refusal) => FastifyReply;
}

export const signInPaths = {
  login: '/auth/login',
  /** Stands for the identity provider that the real server sends the browser to. */
  people: '/auth/sign-in',
  asPerson: '/auth/sign-in-as',
  exchange: '/auth/cli-auth-api-token',
  localLogin: '/auth/local-login',
} as const;

/** Where a real server in local mode sends the browser, wherever it was asked to go. */
const portalSuccess = 'http://localhost:9000/login-success?local=true';
const nonceLifetime = 500_000;
/** Where the real server redirects to when the port it is given makes no sense. */
const fallbackPort = 9003;
const peopleShown = 1000;

/** Finds the person of local login, or signs them up. */
export function localLoginPerson(directory: Directory, who: LocalLogin): Person {
  const now = directory.now();
  return (
    directory.people.byEmail(who.email) ??
    directory.people.add({ ...who, emailVerified: true, signupAt: now, tosAcceptedAt: now })
  );
}

function parsePort(value: string): number {
  const port = Number.parseInt(value, 10);
  return Number.isNaN(port) || port < 1 || port > 65_535 ? fallbackPort : port;
}

function nameOf(person: Person): string {
  const name = [person.firstName, person.lastName].filter((part) => part !== null).join(' ');
  return name === '' ? person.email : name;
}

function stateOf(person: Person): string {
  if (person.quarantinedAt !== null) return ' · quarantined';
  if (person.suspendedAt !== null) return ' · suspended';
  return person.emailVerified ? '' : ' · e-mail not verified';
}

const loginQuery = z.object({ cli_redir: z.string().optional() });
const signInQuery = z.object({ person: z.string(), cli_redir: z.string().optional() });
const nonceQuery = z.object({ nonce: z.string().min(1) });

/**
 * The sign-in of the local instance. With local login it sends the browser to the portal, as the real server does in
 * its local mode. Without it, a page of the people it knows stands for the identity provider; the rest (redirect to
 * the loopback port, single-use nonce) is the same.
 */
export function registerSignIn(app: FastifyInstance, deps: SignInDeps): void {
  const { directory, signer, sendRefusal } = deps;
  const nonces = new Map<string, { readonly token: string; readonly expiresAt: number }>();
  const sessionFor = (person: Person) => signer.sign(sessionClaimsOf(person.id, directory.now()));

  app.get(signInPaths.login, (request, reply) => {
    const query = loginQuery.safeParse(request.query);
    const port = query.success ? query.data.cli_redir : undefined;
    const search = port === undefined ? '' : `?cli_redir=${parsePort(port)}`;
    // Relative: the base path of the instance stays in front of it.
    const target = deps.localLogin ? portalSuccess : `sign-in${search}`;
    return reply
      .code(302)
      .header('location', target)
      .type('text/html; charset=utf-8')
      .send(`Redirecting to ${target}.`);
  });

  app.get(signInPaths.people, (request, reply) => {
    const query = loginQuery.safeParse(request.query);
    const redirect = query.success ? query.data.cli_redir : undefined;
    const items = directory.people.signedUp(peopleShown).map((person) => {
      const target = new URLSearchParams({
        person: person.id,
        ...(redirect === undefined ? {} : { cli_redir: String(parsePort(redirect)) }),
      });
      const href = escapeHtml(`sign-in-as?${target.toString()}`);
      const name = escapeHtml(nameOf(person));
      const aside = escapeHtml(`${person.email}${stateOf(person)}`);
      return `<li><a href="${href}">Sign in as ${name}</a> <small>${aside}</small></li>`;
    });
    return sendHtml(
      reply,
      200,
      htmlPage(
        'Sign in',
        `<p>This is a local instance: no password is asked for.</p><ul>${items.join('')}</ul>`,
      ),
    );
  });

  app.get(signInPaths.asPerson, async (request, reply) => {
    const query = signInQuery.safeParse(request.query);
    const person = query.success ? directory.people.byId(query.data.person) : null;
    if (!query.success || !person || person.signupAt === null) {
      return sendHtml(reply, 404, htmlPage('Not found', '<p>There’s no account with that id.</p>'));
    }
    const token = await sessionFor(person);
    const now = directory.now();
    for (const [nonce, { expiresAt }] of nonces) if (expiresAt <= now) nonces.delete(nonce);
    if (query.data.cli_redir === undefined) {
      return sendHtml(
        reply,
        200,
        htmlPage('Signed in', '<p>Signed in. There is no web portal here; you can close this window.</p>'),
      );
    }
    const nonce = randomUUID().replaceAll('-', '');
    nonces.set(nonce, { token, expiresAt: now + nonceLifetime });
    return reply.redirect(`http://localhost:${parsePort(query.data.cli_redir)}?nonce=${nonce}`, 302);
  });

  app.get(signInPaths.exchange, (request, reply) => {
    const query = nonceQuery.safeParse(request.query);
    if (!query.success) return sendRefusal(reply, refuse.badRequest('Nonce required').refusal);
    const found = nonces.get(query.data.nonce);
    nonces.delete(query.data.nonce);
    if (!found || found.expiresAt <= directory.now()) return sendRefusal(reply, refuse.badNonce().refusal);
    return reply.send({ token: found.token });
  });

  app.post(signInPaths.localLogin, async (request, reply) => {
    const received = await deps.receive(request);
    if (!received.ok) return sendRefusal(reply, received.refusal);
    if (!isWebToken(received.value.identity)) return sendRefusal(reply, refuse.automationToken().refusal);
    if (!deps.localLogin) return sendRefusal(reply, refuse.localLoginOff().refusal);
    const body = validate(bodies.localLogin, received.value.body);
    if (!body.ok) return sendRefusal(reply, body.refusal);
    const person = localLoginPerson(directory, deps.localLogin);
    const token = await sessionFor(person);
    const { id, email, firstName, lastName, nickname } = person;
    return reply
      .header('set-cookie', `si-auth=${token}; path=/; httponly`)
      .send({ user: { id, email, firstName, lastName, nickname }, token });
  });
}
