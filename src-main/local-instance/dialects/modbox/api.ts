import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import { isLie } from '../../faults.ts';
import type { TokenSigner } from '../../jwt.ts';
import { readJsonBody, takeBodiesAsText } from '../../json-body.ts';
import type { Person } from '../../tables/people.ts';
import { identify, newTokens, personByPassword, personToRefresh } from './identity.ts';
import * as operations from './operations.ts';
import type { Call } from './operations.ts';
import { done, refuse, type Outcome, type Refused } from './outcome.ts';
import { bodies, validate } from './rules.ts';
import { registerSso } from './sso.ts';

export interface ModboxDeps {
  readonly directory: Directory;
  readonly signer: TokenSigner;
}

interface Route {
  readonly method: HTTPMethods;
  readonly path: string;
  /** 204 has no body. */
  readonly status: 200 | 201 | 204;
  /** A login session alone, or an `mbx_` token as well. */
  readonly by: 'session' | 'anyone';
  readonly run: (call: Call) => Outcome<unknown>;
}

function route(
  method: HTTPMethods,
  path: string,
  status: Route['status'],
  run: Route['run'],
  by: Route['by'] = 'anyone',
): Route {
  return { method, path, status, by, run };
}

const workspace = '/workspaces/:workspaceId';
const member = `${workspace}/members/:userId`;

const routes: readonly Route[] = [
  route('GET', '/auth/me', 200, operations.me),
  route('GET', '/workspaces', 200, operations.listWorkspaces),
  route('POST', '/workspaces', 201, operations.createWorkspace),
  route('GET', workspace, 200, operations.getWorkspace),
  route('PUT', workspace, 200, operations.updateWorkspace),
  route('DELETE', workspace, 204, operations.deleteWorkspace),
  route('POST', `${workspace}/members`, 201, operations.addMember),
  route('PUT', member, 200, operations.changeRole),
  route('DELETE', member, 204, operations.removeMember),
  route('GET', '/api-tokens', 200, operations.listTokens, 'session'),
  route('POST', '/api-tokens', 201, operations.createToken, 'session'),
  route('DELETE', '/api-tokens/:secret', 204, operations.deleteToken, 'session'),
  route('GET', '/sandboxes', 200, operations.listSandboxes),
  route('POST', '/sandboxes', 201, operations.createSandbox),
  route('DELETE', '/sandboxes/:resourceId', 204, operations.deleteSandbox),
  route('GET', '/images', 200, operations.listImages),
  route('POST', '/images', 201, operations.createImage),
  route('DELETE', '/images/:resourceId', 204, operations.deleteImage),
];

const querySchema = z.record(z.string(), z.unknown());

function sendRefusal(reply: FastifyReply, { status, detail }: Refused): FastifyReply {
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply.code(status).send({ detail });
}

function readBody(request: FastifyRequest): Outcome<unknown> {
  const body = readJsonBody(request);
  if (body.ok) return done(body.value);
  return refuse.invalid([{ loc: ['body', 0], msg: 'JSON decode error', type: 'json_invalid' }]);
}

/** Modbox's API; register it under its base path. */
export function registerModbox(app: FastifyInstance, deps: ModboxDeps): void {
  const { directory, signer } = deps;
  takeBodiesAsText(app);

  for (const { method, path, status, by, run } of routes) {
    app.route<{ Params: Record<string, string> }>({
      method,
      url: path,
      handler: async (request, reply) => {
        const identity = await identify(request.headers.authorization, directory, signer);
        if (!identity.ok) return sendRefusal(reply, identity);
        if (by === 'session' && identity.value.by !== 'session') {
          return sendRefusal(reply, refuse.sessionNeeded());
        }
        const body = readBody(request);
        if (!body.ok) return sendRefusal(reply, body);
        const header = request.headers['x-workspace-id'];
        const call: Call = {
          directory,
          identity: identity.value,
          params: request.params,
          query: querySchema.safeParse(request.query).data ?? {},
          workspaceHeader: typeof header === 'string' ? header : undefined,
          body: body.value,
        };
        const work = () => run(call);
        const outcome = isLie(request) ? directory.rolledBack(work) : directory.transaction(work);
        if (!outcome.ok) return sendRefusal(reply, outcome);
        return status === 204 ? reply.code(204).send() : reply.code(status).send(outcome.value);
      },
    });
  }

  const sendTokens = async (reply: FastifyReply, person: Person) => {
    ensureWorkspace(person);
    return reply
      .header('cache-control', 'no-store')
      .send({ success: true, tokens: await newTokens(person, directory, signer) });
  };
  const ensureWorkspace = (person: Person) => {
    directory.transaction(() => {
      operations.ensureDefaultWorkspace(directory, person);
    });
  };

  /** There is no robot check here: any `recaptchaToken` will do, or none. */
  app.post('/auth/login', async (request, reply) => {
    const body = readBody(request);
    if (!body.ok) return sendRefusal(reply, body);
    const login = validate(bodies.login, body.value);
    if (!login.ok) return sendRefusal(reply, login);
    const person = personByPassword(directory, login.value.username, login.value.password);
    return person.ok ? sendTokens(reply, person.value) : sendRefusal(reply, person);
  });

  app.post('/auth/refresh', async (request, reply) => {
    const body = readBody(request);
    if (!body.ok) return sendRefusal(reply, body);
    const refresh = validate(bodies.refresh, body.value);
    if (!refresh.ok) return sendRefusal(reply, refresh);
    const person = await personToRefresh(refresh.value.refresh_token, directory, signer);
    return person.ok ? sendTokens(reply, person.value) : sendRefusal(reply, person);
  });

  registerSso(app, deps);
  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, refuse.noSuchRoute()));
  app.setErrorHandler((_error, _request, reply) => sendRefusal(reply, refuse.unexpected()));
}
