import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { Directory } from '../../directory.ts';
import { isLie } from '../../faults.ts';
import type { TokenSigner } from '../../jwt.ts';
import { takeBodiesAsText } from '../system-initiative/request-body.ts';
import { readBody } from './body.ts';
import { registerDataApi } from './data-api.ts';
import * as operations from './operations.ts';
import type { Call } from './access.ts';
import * as keys from './keys.ts';
import { refuse, type Outcome, type Refusal } from './outcome.ts';
import { identify } from './session.ts';
import { registerSignInPage } from './sign-in-page.ts';

export interface UnstructuredDeps {
  readonly directory: Directory;
  readonly signer: TokenSigner;
}

interface Route {
  readonly method: HTTPMethods;
  readonly path: string;
  /** 204 sends no body. */
  readonly success: 200 | 201 | 204;
  readonly run: (call: Call) => Outcome<unknown>;
}

function route(method: HTTPMethods, path: string, success: Route['success'], run: Route['run']): Route {
  return { method, path, success, run };
}

const organizations = '/api/v1/organizations';
const organization = `${organizations}/:org`;
const workspace = `${organization}/workspaces/:ws`;

const routes: readonly Route[] = [
  route('GET', '/api/v1/users/me', 200, operations.me),
  route('GET', organizations, 200, operations.listOrganizations),
  route('POST', organizations, 201, operations.createOrganization),
  route('DELETE', organization, 204, operations.deleteOrganization),
  route('GET', `${organization}/workspaces`, 200, operations.listWorkspaces),
  route('POST', `${organization}/workspaces`, 201, operations.createWorkspace),
  route('DELETE', workspace, 204, operations.deleteWorkspace),
  route('GET', `${organization}/members`, 200, operations.listMembers),
  route('POST', `${organization}/members`, 201, operations.addMember),
  route('PATCH', `${organization}/members/:user`, 200, operations.changeMember),
  route('DELETE', `${organization}/members/:user`, 204, operations.removeMember),
  route('GET', `${workspace}/members`, 200, operations.listWorkspaceMembers),
  route('POST', `${workspace}/members`, 201, operations.addWorkspaceMember),
  route('PATCH', `${workspace}/members/:user`, 200, operations.changeWorkspaceMember),
  route('DELETE', `${workspace}/members/:user`, 204, operations.removeWorkspaceMember),
  route('GET', `${workspace}/api-keys`, 200, keys.listKeys),
  route('POST', `${workspace}/api-keys`, 201, keys.createKey),
  route('GET', `${workspace}/api-keys/:key/value`, 200, keys.readKeyValue),
  route('PATCH', `${workspace}/api-keys/:key`, 200, keys.changeKey),
  route('DELETE', `${workspace}/api-keys/:key`, 204, keys.deleteKey),
];

export function sendRefusal(reply: FastifyReply, { status, detail }: Refusal): FastifyReply {
  return reply.code(status).send({ detail });
}

/**
 * Unstructured's management API and, under `/data`, the part of its data API that shows whether a key works;
 * register both under one base path. The real service offers the management in its web pages only.
 */
export function registerUnstructured(app: FastifyInstance, deps: UnstructuredDeps): void {
  const { directory, signer } = deps;
  takeBodiesAsText(app);

  async function answer(
    request: FastifyRequest<{ Params: Record<string, string> }>,
    reply: FastifyReply,
    { success, run }: Route,
  ): Promise<FastifyReply> {
    const person = await identify(request.headers.authorization, directory, signer);
    if (!person.ok) return sendRefusal(reply, person.refusal);
    const body = readBody(request.body);
    if (!body.ok) return sendRefusal(reply, body.refusal);
    const call: Call = { directory, person: person.value, params: request.params, body: body.value };
    const outcome = isLie(request) ? directory.rolledBack(() => run(call)) : run(call);
    if (!outcome.ok) return sendRefusal(reply, outcome.refusal);
    return success === 204 ? reply.code(204).send() : reply.code(success).send(outcome.value);
  }

  for (const one of routes) {
    app.route<{ Params: Record<string, string> }>({
      method: one.method,
      url: one.path,
      handler: (request, reply) => answer(request, reply, one),
    });
  }
  registerDataApi(app, directory);
  registerSignInPage(app, deps);

  app.setNotFoundHandler((_request, reply) => sendRefusal(reply, refuse.noSuchRoute().refusal));
  app.setErrorHandler((_error, _request, reply) => sendRefusal(reply, refuse.unexpected().refusal));
}
