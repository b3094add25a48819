import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Directory } from '../../directory.ts';
import { isLie } from '../../faults.ts';
import { readJsonBody, takeBodiesAsText } from '../../json-body.ts';
import type { TokenSigner } from '../../jwt.ts';
import type { Person } from '../../tables/people.ts';
import type { Call } from './admission.ts';
import { failureAnswer, successAnswer, type Success } from './envelope.ts';
import { done, fail, type Generation, type Outcome } from './failures.ts';
import { bearerOf, personOf, sampleSignIn } from './identity.ts';
import {
  acceptInvitation,
  cancelInvitation,
  declineInvitation,
  invite,
  listInvitations,
} from './invitations.ts';
import { createRateLimit, defaultRateLimit } from './rate-limit.ts';
import { changeMemberRole, createRole, getPermissions, listRoles, replacePermissions } from './roles.ts';
import { createSecureChannels, readSealed, sealAnswer, type Channel } from './secure-channel.ts';
import { createSignIn, type SignInRequest } from './sign-in.ts';
import type { Locale } from './wire.ts';
import * as workspaces from './workspaces.ts';

export interface SystemDeps {
  readonly directory: Directory;
  readonly signer: TokenSigner;
  /** Which of the two published generations it speaks. */
  readonly generation: Generation;
  /** True: changes are taken over the secure channel only. */
  readonly secureChannelRequired: boolean;
  /** Requests per minute and person; the documented 120 when not given. */
  readonly rateLimit?: number | undefined;
}

interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly run: (call: Call) => Outcome<Success>;
}

const mine = '/web/v1/tenant/workspaces';
const managed = '/web/v1/workspaces/:workspaceId';
const own = '/web/v1/users/self/invitations/:invitationId';

/** The path families differ by portal, and are as published: not to be evened out. */
const routes: readonly Route[] = [
  { method: 'GET', path: `${mine}/mine`, run: workspaces.listMine },
  { method: 'POST', path: `${mine}/:workspaceId/default`, run: workspaces.setDefault },
  { method: 'POST', path: `${mine}/:workspaceId/leave`, run: workspaces.leave },
  { method: 'POST', path: '/web/v1/workspaces/self', run: workspaces.createOwn },
  { method: 'GET', path: managed, run: workspaces.getWorkspace },
  { method: 'POST', path: `${managed}/update`, run: workspaces.updateWorkspace },
  { method: 'GET', path: `${managed}/members`, run: workspaces.listMembers },
  { method: 'POST', path: `${managed}/members/role/change`, run: changeMemberRole },
  { method: 'GET', path: `${managed}/roles`, run: listRoles },
  { method: 'POST', path: `${managed}/roles`, run: createRole },
  { method: 'GET', path: `${managed}/roles/:roleId/permissions`, run: getPermissions },
  { method: 'POST', path: `${managed}/roles/:roleId/permissions`, run: replacePermissions },
  { method: 'GET', path: `${managed}/invitations`, run: listInvitations },
  { method: 'POST', path: `${managed}/invitations`, run: invite },
  { method: 'POST', path: `${managed}/invitations/cancel`, run: cancelInvitation },
  { method: 'POST', path: `${own}/accept`, run: acceptInvitation },
  { method: 'POST', path: `${own}/decline`, run: declineInvitation },
  {
    method: 'POST',
    path: '/workspaces/admin/:workspaceId/ownership/:newOwnerId',
    run: workspaces.transferOwnership,
  },
];

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function localeOf(request: FastifyRequest): Locale {
  return /^es\b/i.test(headerOf(request, 'x-locale') ?? '') ? 'es' : 'en';
}

function readPlain(request: FastifyRequest): Outcome<unknown> {
  const body = readJsonBody(request);
  return body.ok ? done(body.value) : fail('invalid', { body: ['must be JSON'] });
}

/** SYSTEM's API; register it under its base path. */
export function registerSystem(app: FastifyInstance, deps: SystemDeps): void {
  const { directory, signer, generation, secureChannelRequired } = deps;
  const secondsToWait = createRateLimit(deps.rateLimit ?? defaultRateLimit, directory.now);
  const channels = createSecureChannels(directory.now);
  const signIn = createSignIn(directory, signer);
  takeBodiesAsText(app);

  function send(reply: FastifyReply, outcome: Outcome<Success>, channel: Channel | null = null) {
    const { status, body } = outcome.ok
      ? successAnswer(outcome.value, generation, directory.now())
      : failureAnswer(outcome, generation, directory.now());
    return reply.code(status).send(channel ? sealAnswer(channel, body) : body);
  }

  /** Looks at the headers that every request has in common. */
  function checkPortalCode(request: FastifyRequest, reply: FastifyReply): Outcome<null> {
    const id = headerOf(request, 'x-request-id');
    void reply.header('x-request-id', id !== undefined && uuid.test(id) ? id : randomUUID());
    if (headerOf(request, 'x-portal-access-code') !== sampleSignIn.portalCode) return fail('badPortalCode');
    if (id !== undefined && !uuid.test(id)) return fail('invalid', { 'X-Request-Id': ['must be a UUID'] });
    return done(null);
  }

  function countIn(caller: string, reply: FastifyReply): Outcome<null> {
    const seconds = secondsToWait(caller);
    if (seconds === 0) return done(null);
    void reply.header('retry-after', String(seconds));
    return fail('rateLimited');
  }

  async function enter(request: FastifyRequest, reply: FastifyReply): Promise<Outcome<Person>> {
    const portal = checkPortalCode(request, reply);
    if (!portal.ok) return portal;
    const token = bearerOf(request.headers.authorization);
    const clientHash = headerOf(request, 'x-client-hash');
    const person = await personOf(token, 'access', clientHash, directory, signer);
    const counted = countIn(person.ok ? person.value.id : 'nobody', reply);
    return counted.ok ? person : counted;
  }

  /** The channel that a change came over; null: it came plainly, which is allowed here. */
  function channelOf(request: FastifyRequest, person: Person): Outcome<Channel | null> {
    const id = headerOf(request, 'x-sc-session-id');
    if (id === undefined) return secureChannelRequired ? fail('badPayload') : done(null);
    return channels.find(id, headerOf(request, 'x-sc-version'), person.id);
  }

  function readBody(request: FastifyRequest, channel: Channel | null): Outcome<unknown> {
    const plain = readPlain(request);
    if (!channel) return plain;
    return plain.ok ? readSealed(channel, plain.value) : fail('badPayload');
  }

  for (const { method, path, run } of routes) {
    app.route<{ Params: Record<string, string> }>({
      method,
      url: path,
      handler: async (request, reply) => {
        const person = await enter(request, reply);
        if (!person.ok) return send(reply, person);
        const channel = method === 'GET' ? done(null) : channelOf(request, person.value);
        if (!channel.ok) return send(reply, channel);
        const body = readBody(request, channel.value);
        // What could not be read can't be answered in secret either: the client may have lost the keys.
        if (!body.ok) return send(reply, body);
        const call: Call = {
          directory,
          person: person.value,
          params: request.params,
          query: request.query,
          body: body.value,
          format: { generation, locale: localeOf(request) },
        };
        const work = () => run(call);
        const outcome = isLie(request) ? directory.rolledBack(work) : directory.transaction(work);
        return send(reply, outcome, channel.value);
      },
    });
  }

  /** Signing in comes before any session, so that there is no channel yet. */
  function openRoute(
    path: string,
    run: (request: SignInRequest) => Outcome<Success> | Promise<Outcome<Success>>,
  ) {
    app.post(`/web/v1/system/auth/${path}`, async (request, reply) => {
      const portal = checkPortalCode(request, reply);
      if (!portal.ok) return send(reply, portal);
      const counted = countIn('nobody', reply);
      if (!counted.ok) return send(reply, counted);
      const body = readPlain(request);
      if (!body.ok) return send(reply, body);
      void reply.header('cache-control', 'no-store');
      return send(reply, await run({ body: body.value, clientHash: headerOf(request, 'x-client-hash') }));
    });
  }
  openRoute('login/initiate', signIn.initiate);
  openRoute('login/mfa/send', signIn.sendMfa);
  openRoute('login/complete', signIn.complete);
  openRoute('refresh', signIn.refresh);

  const secureChannel = '/web/v1/secure-channel';
  app.get(`${secureChannel}/public-key`, async (request, reply) => {
    const person = await enter(request, reply);
    return send(reply, person.ok ? workspaces.ok(await channels.publicKey()) : person);
  });
  app.post(`${secureChannel}/session`, async (request, reply) => {
    const person = await enter(request, reply);
    if (!person.ok) return send(reply, person);
    const body = readPlain(request);
    if (!body.ok) return send(reply, body);
    const opened = await channels.openChannel(person.value.id, body.value);
    return send(reply, opened.ok ? workspaces.ok(opened.value, '2001') : opened);
  });
  app.post(`${secureChannel}/session/close`, async (request, reply) => {
    const person = await enter(request, reply);
    if (!person.ok) return send(reply, person);
    const id = headerOf(request, 'x-sc-session-id');
    const channel = channels.find(id, headerOf(request, 'x-sc-version'), person.value.id);
    if (!channel.ok) return send(reply, channel);
    channels.close(channel.value);
    return send(reply, workspaces.ok(null));
  });

  app.setNotFoundHandler(async (request, reply) => {
    const person = await enter(request, reply);
    return send(reply, person.ok ? fail('noSuchRoute') : person);
  });
  app.setErrorHandler((_error, _request, reply) => send(reply, fail('unexpected')));
}
