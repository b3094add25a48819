import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { Directory } from '../../directory.ts';
import { isLie } from '../../faults.ts';
import type { TokenSigner } from '../../jwt.ts';
import { takeBodiesAsText } from '../system-initiative/request-body.ts';
import * as accounts from './accounts.ts';
import * as organizations from './organizations.ts';
import { done, refusalOnWire, refuse, type Outcome, type Refusal } from './outcome.ts';
import { createRateLimit } from './rate-limit.ts';
import { readBody, type Answer, type Call } from './request.ts';
import * as tokens from './tokens.ts';
import * as workspaces from './workspaces.ts';

export interface WorkspacesApiDeps {
  readonly directory: Directory;
  readonly signer: TokenSigner;
  /** `stub`: the nine endpoints under `/api/v1/workspaces` answer 501, as the documents say of the real ones. */
  readonly mode: 'stub' | 'built';
  readonly requestsPerMinute: number;
}

interface Route {
  readonly method: HTTPMethods;
  readonly path: string;
  readonly success: 200 | 201;
  readonly run: (call: Call) => Outcome<Answer>;
}

function route(method: HTTPMethods, path: string, success: Route['success'], run: Route['run']): Route {
  return { method, path, success, run };
}

const collection = '/api/v1/workspaces';
const workspace = `${collection}/:ws`;
const all = '/api/v1/organizations';
const organization = `${all}/:org`;

/** The nine of the documents. */
const collectionRoutes: readonly Route[] = [
  route('POST', collection, 201, workspaces.create),
  route('GET', collection, 200, workspaces.list),
  route('GET', workspace, 200, workspaces.get),
  route('PUT', workspace, 200, workspaces.change),
  route('DELETE', workspace, 200, workspaces.remove),
  route('POST', `${workspace}/clone`, 200, workspaces.clone),
  route('GET', `${workspace}/settings`, 200, workspaces.getSettings),
  route('PUT', `${workspace}/settings`, 200, workspaces.changeSettings),
  route('POST', `${collection}/provision`, 201, workspaces.provision),
];

const organizationRoutes: readonly Route[] = [
  route('GET', all, 200, organizations.list),
  route('POST', all, 201, organizations.create),
  route('GET', organization, 200, organizations.get),
  route('PATCH', organization, 200, organizations.change),
  route('GET', `${organization}/workspaces`, 200, workspaces.listInOrganization),
  route('POST', `${organization}/workspaces`, 201, workspaces.createInOrganization),
  route('GET', `${organization}/workspaces/:ws`, 200, workspaces.get),
  route('PUT', `${organization}/workspaces/:ws`, 200, workspaces.change),
  route('DELETE', `${organization}/workspaces/:ws`, 200, workspaces.remove),
  route('GET', `${organization}/members`, 200, organizations.listMembers),
  route('POST', `${organization}/members/invite`, 201, organizations.invite),
  route('PUT', `${organization}/members/:user`, 200, organizations.changeMember),
  route('DELETE', `${organization}/members/:user`, 200, organizations.removeMember),
  route('GET', `${organization}/roles`, 200, organizations.listRoles),
  route('GET', `${organization}/invitations`, 200, organizations.listInvitations),
  route('DELETE', `${organization}/invitations/:invitation`, 200, organizations.cancelInvitation),
  route('GET', `${organization}/tokens`, 200, tokens.list),
  route('POST', `${organization}/tokens`, 201, tokens.create),
  route('DELETE', `${organization}/tokens/:token`, 200, tokens.remove),
];

function me({ directory, person }: Call): Outcome<Answer> {
  return done({
    data: { user: accounts.userOnWire(directory, person) },
    message: 'User retrieved successfully',
  });
}

function stub(one: Route): Route {
  return { ...one, run: () => refuse.notImplemented() };
}

/** The Workspaces API with the organizations, sign-in and tokens around it; register it under its base path. */
export function registerWorkspacesApi(app: FastifyInstance, deps: WorkspacesApiDeps): void {
  const { directory, signer } = deps;
  const rateLimit = createRateLimit(deps.requestsPerMinute, directory.now);
  takeBodiesAsText(app);

  const sendRefusal = (reply: FastifyReply, refusal: Refusal): FastifyReply =>
    reply.code(refusal.status).send(refusalOnWire(refusal, directory.now()));

  async function answer(
    request: FastifyRequest<{ Params: Record<string, string> }>,
    reply: FastifyReply,
    { success, run, method }: Route,
  ): Promise<FastifyReply> {
    const secret = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
    if (secret !== null) {
      const { allowed, resetAt } = rateLimit.count(secret);
      void reply.header('X-RateLimit-Reset', String(resetAt));
      if (!allowed) return sendRefusal(reply, refuse.rateLimited().refusal);
    }
    const identity = await accounts.identify(secret, directory, signer);
    if (!identity.ok) return sendRefusal(reply, identity.refusal);
    const needed = method === 'GET' ? 'read' : 'write';
    if (identity.value.token?.scopes.split(' ').includes(needed) === false) {
      return sendRefusal(reply, refuse.scopeNeeded(needed).refusal);
    }
    const body = readBody(request.body);
    if (!body.ok) return sendRefusal(reply, body.refusal);
    const call: Call = {
      directory,
      ...identity.value,
      params: request.params,
      query: request.query,
      body: body.value,
    };
    const outcome = isLie(request) ? directory.rolledBack(() => run(call)) : run(call);
    if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
    const { data, message } = outcome.value;
    return reply.code(success).send({ success: true, data: { ...data, message }, message });
  }

  const routes = [
    ...collectionRoutes.map((one) => (deps.mode === 'stub' ? stub(one) : one)),
    ...organizationRoutes,
    route('GET', '/api/auth/me', 200, me),
  ];
  for (const one of routes) {
    app.route<{ Params: Record<string, string> }>({
      method: one.method,
      url: one.path,
      handler: (request, reply) => answer(request, reply, one),
    });
  }

  // The two without a token to count requests by, and without the envelope.
  for (const [path, run] of [
    ['/api/auth/login', accounts.login],
    ['/api/auth/refresh', accounts.refresh],
  ] as const) {
    app.post(path, async (request, reply) => {
      const body = readBody(request.body);
      if (!body.ok) return sendRefusal(reply, body.refusal);
      const outcome = await run(directory, signer, body.value);
      return outcome.ok ? reply.send(outcome.value) : sendRefusal(reply, outcome.refusal);
    });
  }

  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, refuse.notFound('Endpoint').refusal));
  app.setErrorHandler((_error, _request, reply) => sendRefusal(reply, refuse.unexpected().refusal));
}
