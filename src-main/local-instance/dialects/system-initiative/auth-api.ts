import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { Directory } from '../../directory.ts';
import { isLie } from '../../faults.ts';
import type { TokenSigner } from '../../jwt.ts';
import { automationClaimsOf, identify, type Identity } from './identity.ts';
import * as operations from './operations.ts';
import type { Call } from './access.ts';
import * as tokens from './tokens.ts';
import { done, refuse, type Outcome, type Refusal } from './outcome.ts';
import { readJson, takeBodiesAsText } from './request-body.ts';
import { registerSignIn, type LocalLogin } from './sign-in.ts';
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
  any('POST', `${roster}/membership`, json(operations.changeRole)),
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

  async function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    route: (identity: Identity | null, body: unknown) => Outcome<Answer>,
  ): Promise<FastifyReply> {
    const body = readJson(request);
    if (!body.ok) return sendRefusal(reply, body.refusal);
    const identity = await identify(request.headers.authorization, directory, signer);
    if (!identity.ok) return sendRefusal(reply, identity.refusal);

    const work = () => route(identity.value, body.value);
    const outcome = isLie(request) ? directory.rolledBack(work) : work();
    if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
    switch (outcome.value.kind) {
      case 'json':
        return reply.send(outcome.value.body);
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
          tokens === 'web-only' && identity?.tokenRole === 'automation'
            ? refuse.automationToken()
            : run({ directory, identity, params: request.params, body }),
        ),
    });
  }

  app.get('/', (_request, reply) => reply.send({ systemStatus: 'ok' }));
  registerSignIn(app, { ...deps, sendRefusal });

  // A bad token is refused before the path is looked at, as on the real server.
  app.setNotFoundHandler((request, reply) => answer(request, reply, () => refuse.noSuchRoute()));
  app.setErrorHandler((_error, _request, reply) => sendRefusal(reply, refuse.unexpected().refusal));
}
