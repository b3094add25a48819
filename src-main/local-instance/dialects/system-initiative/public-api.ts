import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { z } from 'zod';
import type { Directory } from '../../directory.ts';
import { isLie } from '../../faults.ts';
import type { TokenSigner } from '../../jwt.ts';
import { identify, requirePerson } from './identity.ts';
import * as operations from './operations.ts';
import type { Call } from './access.ts';
import { type Outcome, type Refusal } from './outcome.ts';
import { readJson, takeBodiesAsText } from './request-body.ts';
import { localDevUrl, managedUrl } from './rules.ts';
import type { ListItemOnWire, MemberOnWire, WorkspaceOnWire } from './wire.ts';

/*
 * The public API stands before the auth API: it hands each call on with the caller's own token, renames what it shows
 * and words the errors in its own way. So does this one, over the same operations.
 */

export interface PublicApiDeps {
  readonly directory: Directory;
  readonly signer: TokenSigner;
}

type Failure =
  /** Of the API's own door: the token, the path. */
  | { readonly shape: 'nested'; readonly status: number; readonly message: string }
  /** Of the call itself. */
  | { readonly shape: 'flat'; readonly status: number; readonly message: string };

type Result =
  | { readonly ok: true; readonly status: 200 | 204; readonly body: unknown }
  | { readonly ok: false; readonly failure: Failure };

const statusWords: Readonly<Record<number, string>> = { 404: 'Not Found', 409: 'Conflict' };

/** The auth API's two `{error}` bodies are not understood by the public API, which then tells the status only. */
function fromRefusal(refusal: Refusal): Failure {
  const message =
    'kind' in refusal.body
      ? refusal.body.message
      : `Auth API returned error status: ${refusal.status} ${statusWords[refusal.status] ?? ''}`.trim();
  return { shape: 'flat', status: refusal.status, message };
}

function toResult<T>(outcome: Outcome<T>, show: (value: T) => unknown): Result {
  return outcome.ok
    ? { ok: true, status: 200, body: show(outcome.value) }
    : { ok: false, failure: fromRefusal(outcome.refusal) };
}

function badRequest(message: string): Result {
  return { ok: false, failure: { shape: 'flat', status: 400, message } };
}

/** `externalId` is the workspace's secret under another name: a trap for clients that store it. `role` stays EDITOR. */
function showWorkspace(row: WorkspaceOnWire & Partial<Pick<ListItemOnWire, 'role' | 'creatorUser'>>) {
  return {
    id: row.id,
    instanceEnvType: row.instanceEnvType,
    instanceUrl: row.instanceUrl,
    displayName: row.displayName,
    creatorUserId: row.creatorUserId,
    isDefault: row.isDefault,
    quarantinedAt: row.quarantinedAt,
    description: row.description,
    approvalsEnabled: row.approvalsEnabled,
    role: row.role ?? null,
    creatorUser: row.creatorUser ?? null,
    externalId: row.token,
  };
}

/** Members, unlike workspaces, are shown with COLLABORATOR in place of EDITOR. */
function showMembers(members: readonly MemberOnWire[]) {
  return members.map((member) => ({
    ...member,
    role: member.role === 'EDITOR' ? 'COLLABORATOR' : member.role,
  }));
}

function findIn(list: readonly ListItemOnWire[], id: string) {
  const found = list.find((item) => item.id === id);
  return found ? showWorkspace(found) : null;
}

const createBody = z.object({
  instanceUrl: z.string(),
  displayName: z.string(),
  description: z.string().optional(),
  isDefault: z.boolean().optional(),
});
const roleBody = z.object({ userId: z.string(), role: z.string() });

function create(call: Call): Result {
  const body = createBody.safeParse(call.body);
  if (!body.success) return badRequest('Invalid JSON data format: instanceUrl and displayName are needed');
  const { instanceUrl, displayName, description = '', isDefault = false } = body.data;
  // The real one makes workspaces only on the instance that it belongs to; here that is either of the fixed two.
  if (instanceUrl !== managedUrl && instanceUrl !== localDevUrl) {
    return badRequest(`The instance URL ${instanceUrl} does not belong to this API host`);
  }
  const outcome = operations.createWorkspace({
    ...call,
    body: { instanceUrl, displayName, description, isDefault },
  });
  return toResult(outcome, ({ workspaces, newWorkspaceId }) => findIn(workspaces, newWorkspaceId));
}

function changeMemberAccess(call: Call): Result {
  const body = roleBody.safeParse(call.body);
  if (!body.success) return badRequest('Invalid JSON data format: userId and role are needed');
  const { userId, role } = body.data;
  const wireRole = role.toUpperCase() === 'COLLABORATOR' ? 'EDITOR' : role;
  const outcome = operations.changeRole({ ...call, body: { userId, role: wireRole } });
  return toResult(outcome, (roster) => showMembers(roster.map(({ member }) => member)));
}

interface Route {
  readonly method: HTTPMethods;
  readonly path: string;
  readonly run: (call: Call) => Result;
}

const base = '/management/workspaces';
const routes: readonly Route[] = [
  {
    method: 'GET',
    path: base,
    run: (call) => toResult(operations.listWorkspaces(call), (list) => list.map(showWorkspace)),
  },
  { method: 'POST', path: base, run: create },
  {
    method: 'GET',
    path: `${base}/:workspaceId`,
    run: (call) => toResult(operations.getWorkspace(call), showWorkspace),
  },
  {
    method: 'PATCH',
    path: `${base}/:workspaceId`,
    run: (call) =>
      toResult(operations.changeWorkspace(call), (list) => findIn(list, call.params['workspaceId'] ?? '')),
  },
  {
    method: 'DELETE',
    path: `${base}/:workspaceId`,
    run(call) {
      const result = toResult(operations.deleteWorkspace(call), () => null);
      return result.ok ? { ...result, status: 204 } : result;
    },
  },
  {
    method: 'GET',
    path: `${base}/:workspaceId/members`,
    run: (call) => toResult(operations.listMembers(call), showMembers),
  },
  {
    method: 'POST',
    path: `${base}/:workspaceId/members`,
    run: (call) => toResult(operations.inviteMember(call), showMembers),
  },
  {
    method: 'DELETE',
    path: `${base}/:workspaceId/members`,
    run: (call) => toResult(operations.removeMember(call), showMembers),
  },
  { method: 'POST', path: `${base}/:workspaceId/update_member_access`, run: changeMemberAccess },
  {
    method: 'DELETE',
    path: `${base}/:workspaceId/leave`,
    run: (call) => toResult(operations.leaveWorkspace(call), showMembers),
  },
];

function sendFailure(reply: FastifyReply, { shape, status, message }: Failure): FastifyReply {
  const error = { message, statusCode: status, code: null };
  return reply.code(status).send(shape === 'nested' ? { error } : error);
}

function unauthorized(message: string): Failure {
  return { shape: 'nested', status: 401, message };
}

/** System Initiative's public API; register it under its base path. Only tokens tied to a workspace open it. */
export function registerPublicApi(app: FastifyInstance, { directory, signer }: PublicApiDeps): void {
  takeBodiesAsText(app);

  async function admit(request: FastifyRequest) {
    const found = await identify(request.headers.authorization, directory, signer);
    if (!found.ok) return { ok: false as const, failure: unauthorized(fromRefusal(found.refusal).message) };
    const identity = found.value;
    if (!identity?.authToken) {
      return {
        ok: false as const,
        failure: unauthorized(identity ? 'A workspace token is needed' : 'No authorization header'),
      };
    }
    const person = requirePerson(identity, false);
    if (!person.ok) return { ok: false as const, failure: unauthorized(fromRefusal(person.refusal).message) };
    return { ok: true as const, identity, person: person.value, authToken: identity.authToken };
  }

  for (const { method, path, run } of routes) {
    app.route<{ Params: Record<string, string> }>({
      method,
      url: path,
      async handler(request, reply) {
        const admitted = await admit(request);
        if (!admitted.ok) return sendFailure(reply, admitted.failure);
        const body = readJson(request);
        if (!body.ok)
          return sendFailure(reply, { shape: 'flat', status: 400, message: 'Invalid JSON syntax' });
        const call: Call = {
          directory,
          identity: admitted.identity,
          params: request.params,
          body: body.value,
        };
        const result = isLie(request) ? directory.rolledBack(() => run(call)) : run(call);
        if (!result.ok) return sendFailure(reply, result.failure);
        return result.status === 204 ? reply.code(204).send() : reply.send(result.body);
      },
    });
  }

  app.get('/', (_request, reply) =>
    reply.send({
      'API Documentation': 'Available at /swagger-ui',
      'What is this?': 'I am luminork, the new System Initiative External API application',
    }),
  );

  app.get('/whoami', async (request, reply) => {
    const admitted = await admit(request);
    if (!admitted.ok) return sendFailure(reply, admitted.failure);
    const { person, authToken, identity } = admitted;
    return reply.send({
      userId: person.id,
      userEmail: person.email,
      workspaceId: authToken.workspaceId,
      token: identity.claims,
    });
  });

  app.setNotFoundHandler((_request, reply) =>
    sendFailure(reply, { shape: 'nested', status: 404, message: 'Not found' }),
  );
  app.setErrorHandler((_error, _request, reply) =>
    sendFailure(reply, { shape: 'nested', status: 500, message: 'Internal server error' }),
  );
}
