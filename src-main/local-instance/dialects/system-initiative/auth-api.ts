import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { Directory } from '../../directory.ts';
import { isLie } from '../../faults.ts';
import type { TokenSigner } from '../../jwt.ts';
import { automationClaimsOf, identify, isWebToken, type Identity } from './identity.ts';
import * as operations from './operations.ts';
import type { Call } from './access.ts';
import * as tokens from './tokens.ts';
import { done, refuse, type Outcome, type Refusal } from './outcome.ts';
import type { PreparedMember } from './prepared-roster.ts';
import { readJson, takeBodiesAsText } from './request-body.ts';
import { registerSignIn, signInPaths, type LocalLogin, type Received } from './sign-in.ts';
import { tokenOnWire } from './wire.ts';
import type { TokenRecord } from '../../tables/tokens.ts';

export interface AuthApiDeps {
  readonly directory: Directory;
  readonly signer: TokenSigner;
  /** Who `POST /auth/local-login` signs in; null: it is switched off. */
  readonly localLogin: LocalLogin | null;
}

/** What a route answers with when it doesn't refuse. */
type Answer =
  | { readonly kind: 'json'; readonly body: unknown }
  /** A roster in pieces of JSON that are ready. */
  | { readonly kind: 'prepared'; readonly roster: readonly PreparedMember[] }
  | { readonly kind: 'empty-text' }
  | { readonly kind: 'new-token'; readonly token: TokenRecord };

interface Route {
  readonly method: HTTPMethods;
  readonly path: string;
  /** Which tokens may come here: automation tokens are let in to a part of the API only. */
  readonly tokens: 'any' | 'web-only';
  readonly run: (call: Call) => Outcome<Answer>;
}

function json(operation: (call: Call) => Outcome<unknown>): (call: Call) => Outcome<Answer> {
  return (call) => {
    const outcome = operation(call);
    return outcome.ok ? done({ kind: 'json', body: outcome.value }) : outcome;
  };
}

function any(method: HTTPMethods, path: string, run: Route['run']): Route {
  return { method, path, tokens: 'any', run };
}

function webOnly(method: HTTPMethods, path: string, run: Route['run']): Route {
  return { method, path, tokens: 'web-only', run };
}

const workspace = '/workspaces/:workspaceId';
/** The member routes say `workspace`, in the singular. */
const roster = '/workspace/:workspaceId';

const routes: readonly Route[] = [
  any('GET', '/whoami', json(operations.whoami)),
  any('GET', '/workspaces', json(operations.listWorkspaces)),
  any('POST', '/workspaces/new', json(operations.createWorkspace)),
  any('GET', workspace, json(operations.getWorkspace)),
  any('PATCH', workspace, json(operations.changeWorkspace)),
  any('DELETE', workspace, (call) => {
    const outcome = operations.deleteWorkspace(call);
    return outcome.ok ? done({ kind: 'empty-text' }) : outcome;
  }),
  any('GET', `${roster}/members`, json(operations.listMembers)),
  any('POST', `${roster}/members`, json(operations.inviteMember)),
  any('POST', `${roster}/membership`, (call) => {
    const outcome = operations.changeRole(call);
    return outcome.ok ? done({ kind: 'prepared', roster: outcome.value }) : outcome;
  }),
  any('DELETE', `${roster}/members`, json(operations.removeMember)),
  any('DELETE', `${roster}/leave`, json(operations.leaveWorkspace)),
  webOnly('PATCH', `${workspace}/setDefault`, json(operations.setDefault)),
  webOnly('PATCH', `${workspace}/favourite`, json(operations.setFavourite)),
  webOnly('PATCH', `${workspace}/setHidden`, json(operations.setHidden)),
  webOnly('PATCH', `${workspace}/approvalsEnabled`, json(operations.setApprovals)),
  webOnly('GET', `${workspace}/authTokens`, json(tokens.listTokens)),
  any('POST', `${workspace}/authTokens`, (call) => {
    const outcome = tokens.createToken(call);
    return outcome.ok ? done({ kind: 'new-token', token: outcome.value }) : outcome;
  }),
  webOnly('GET', `${workspace}/authTokens/:tokenId`, json(tokens.getToken)),
  webOnly('POST', `${workspace}/authTokens/:tokenId/revoke`, json(tokens.revokeToken)),
  webOnly('DELETE', `${workspace}/authTokens/:tokenId`, json(tokens.deleteToken)),
];

const words = new Map(
  [...routes.map(({ path }) => path), ...Object.values(signInPaths)]
    .flatMap((path) => path.split('/'))
    .filter((segment) => segment !== '' && !segment.startsWith(':'))
    .map((word) => [word.toLowerCase(), word] as const),
);

/** A path below the base as the routes spell it: the real server doesn't tell the case of its words. IDs stay as they are. */
export function spelledAsRoute(path: string): string {
  return path
    .split('/')
    .map((segment) => words.get(segment.toLowerCase()) ?? segment)
    .join('/');
}

function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (refusal.clearCookie) {
    void reply.header('set-cookie', 'si-auth=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT; httponly');
  }
  return reply.code(refusal.status).send(refusal.body);
}

/** System Initiative's auth API; register it under its base path. */
export function registerAuthApi(app: FastifyInstance, deps: AuthApiDeps): void {
  const { directory, signer } = deps;
  takeBodiesAsText(app);

  /** What comes before every route: the body and the token, in this order, as on the real server. */
  async function receive(request: FastifyRequest): Promise<Outcome<Received>> {
    const body = readJson(request);
    if (!body.ok) return body;
    const identity = await identify(request.headers.authorization, directory, signer);
    return identity.ok ? done({ identity: identity.value, body: body.value }) : identity;
  }

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    route: (identity: Identity | null, body: unknown) => Outcome<Answer>,
  ): Promise<FastifyReply> {
    const received = await receive(request);
    if (!received.ok) return sendRefusal(reply, received.refusal);
    const { identity, body } = received.value;

    const work = () => route(identity, body);
    const outcome = isLie(request) ? directory.rolledBack(work) : work();
    if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
    switch (outcome.value.kind) {
      case 'json':
        return reply.send(outcome.value.body);
      case 'prepared': {
        const members = outcome.value.roster.map(({ text }) => text).join(',');
        return reply.type('application/json; charset=utf-8').send(`[${members}]`);
      }
      case 'empty-text':
        return reply.type('text/plain; charset=utf-8').send('');
      case 'new-token': {
        const { token } = outcome.value;
        const secret = await signer.sign(automationClaimsOf(token));
        return reply.send({ authToken: tokenOnWire(token), token: secret });
      }
    }
  }

  for (const { method, path, tokens, run } of routes) {
    app.route<{ Params: Record<string, string> }>({
      method,
      url: path,
      handler: (request, reply) =>
        answer(request, reply, (identity, body) =>
          tokens === 'web-only' && !isWebToken(identity)
            ? refuse.automationToken()
            : run({ directory, identity, params: request.params, body }),
        ),
    });
  }

  app.get('/', (_request, reply) => reply.send({ systemStatus: 'ok' }));
  registerSignIn(app, { ...deps, receive, sendRefusal });

  // A bad token is refused before the path is looked at, as on the real server.
  app.setNotFoundHandler((request, reply) => answer(request, reply, () => refuse.noSuchRoute()));
  app.setErrorHandler((_error, _request, reply) => sendRefusal(reply, refuse.unexpected().refusal));
}
