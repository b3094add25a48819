import type { z } from 'zod';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { addressKey } from '../../../src-preload/shared/normalize.ts';
import { bugError, invalidError } from '../../base/errors.ts';
import type { HttpMethod, HttpReply } from '../../http/http.ts';
import { refuseUnsupported } from '../capability-table.ts';
import type { Performed } from '../provider.ts';
import { textOrEmpty } from '../record-fields.ts';
import { readRecords } from '../records.ts';
import { capabilities } from './capabilities.ts';
import { paths, type Calls } from './client.ts';
import { isWorkspace } from './place-ids.ts';
import { notInOrganization, severalInOrganization } from './read-error.ts';
import * as wire from './wire.ts';
import { unstructuredText } from './text.ts';

const nothing: Performed = { createdWorkspaceId: null, createdToken: null };

/** Sends one change to the management API. What it doesn't offer is refused before anything is sent. */
export async function perform(
  calls: Calls,
  request: ChangeRequest,
  signal: AbortSignal,
): Promise<Result<Performed>> {
  const send = <T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    schema: z.ZodType<T> | null,
  ): Promise<Result<HttpReply<T>>> => calls.send(method, path, body, schema, signal);
  /** The change engine reads back what came of it. */
  const done = async (method: HttpMethod, path: string, body?: unknown): Promise<Result<Performed>> => {
    const reply = await send(method, path, body, null);
    return reply.ok ? ok(nothing) : reply;
  };

  switch (request.type) {
    case 'workspace.create': {
      const { organizationId } = request;
      if (organizationId === undefined || isWorkspace(organizationId)) return fail(noOrganization());
      const reply = await send(
        'POST',
        paths.workspaces(organizationId),
        { name: request.name },
        wire.created,
      );
      if (!reply.ok) return reply;
      const id = `${organizationId}/${encodeURIComponent(reply.value.value.id)}`;
      return ok({ ...nothing, createdWorkspaceId: id });
    }
    case 'member.invite': {
      const { workspaceId, role } = request;
      if (role === null) return fail(noRole());
      if (!isWorkspace(workspaceId)) {
        return done('POST', paths.members(workspaceId), { email: request.email, role });
      }
      const userId = await userIdOf(calls, workspaceId, request.email, signal);
      return userId.ok ? done('POST', paths.members(workspaceId), { user_id: userId.value, role }) : userId;
    }
    case 'member.set-role':
      if (request.userId === null) return fail(bugError(new Error('member.set-role without a user id')));
      return done('PATCH', paths.member(request.workspaceId, request.userId), { role: request.role });
    case 'member.remove':
      return done('DELETE', paths.member(request.workspaceId, request.userId));
    case 'token.create': {
      const reply = await send(
        'POST',
        paths.keys(request.workspaceId),
        { name: request.name },
        wire.createdKey,
      );
      if (!reply.ok) return reply;
      const { id, value } = reply.value.value;
      if (value !== null && value !== undefined)
        return ok({ ...nothing, createdToken: { id, secret: value } });
      const reported = await send('GET', paths.keyValue(request.workspaceId, id), undefined, wire.keyValue);
      // The key is there either way; without its value it can still be copied from the list.
      return ok({
        ...nothing,
        createdToken: reported.ok ? { id, secret: reported.value.value.value } : null,
      });
    }
    case 'token.enable':
      return done('PATCH', paths.key(request.workspaceId, request.tokenId), { enabled: request.enabled });
    case 'token.delete':
      return done('DELETE', paths.key(request.workspaceId, request.tokenId));
    case 'token.rotate':
      return fail(bugError(new Error('token.rotate is two changes')));
    default:
      return refuseUnsupported(capabilities.management[request.type]);
  }
}

export const noOrganization = () =>
  invalidError(unstructuredText.organizationNeeded, unstructuredText.chooseOrganization, [
    { path: 'organization', message: unstructuredText.chooseOrganization },
  ]);

export const noRole = () =>
  invalidError(unstructuredText.roleNeeded, unstructuredText.chooseRole, [
    { path: 'role', message: unstructuredText.chooseRole },
  ]);

/**
 * A workspace's member is named by the id that they have in the organization. The exact address comes first; one that differs in
 * case alone is taken where it is the only one.
 */
async function userIdOf(
  calls: Calls,
  placeId: string,
  email: string,
  signal: AbortSignal,
): Promise<Result<string>> {
  const reply = await calls.send('GET', paths.organizationMembers(placeId), undefined, wire.list, signal);
  if (!reply.ok) return reply;
  const { rows } = await readRecords(wire.member, reply.value.value);
  const wanted = email.trim();
  const alike = rows.filter((row) => addressKey(textOrEmpty(row.email)) === addressKey(wanted));
  const exact = alike.filter((row) => textOrEmpty(row.email) === wanted);
  const [found, second] = exact.length > 0 ? exact : alike;
  if (found === undefined) return fail(notInOrganization(wanted, null));
  return second === undefined ? ok(found.user_id) : fail(severalInOrganization(wanted));
}
