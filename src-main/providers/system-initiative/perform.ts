import type { z } from 'zod';
import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { bugError, plainError } from '../../base/errors.ts';
import type { HttpMethod, HttpReply } from '../../http/http.ts';
import { unreadList } from '../../http/unread-list.ts';
import type { WorkspaceRow } from '../../base/records.ts';
import { refuseUnsupported } from '../capability-table.ts';
import type { Performed } from '../provider.ts';
import { capabilities } from './capabilities.ts';
import { paths, roleBody, type Calls } from './client.ts';
import type { ApiVariantId } from './sign-in.ts';
import * as wire from './wire.ts';
import { systemInitiativeText } from './text.ts';

const remoteOnPublicApi = (): AppError =>
  plainError('not-supported', systemInitiativeText.remoteOnPublicApi, systemInitiativeText.useAuthApi);

const nothing: Performed = { createdWorkspaceId: null, createdToken: null };

/** Sends one change. Bodies are as the routes require them: `PATCH` wants all its fields, `DELETE …/members` wants one. */
export async function perform(
  calls: Calls,
  request: ChangeRequest,
  snapshot: { workspace: WorkspaceRow | null },
  signal: AbortSignal,
): Promise<Result<Performed>> {
  const found = await calls.apiVariant(signal);
  if (!found.ok) return found;
  const apiVariant = found.value;
  const entry = capabilities[apiVariant][request.type];
  if (!entry.supported) return refuseUnsupported(entry);

  const send = async <T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    schema: z.ZodType<T> | null,
  ): Promise<Result<HttpReply<T>>> => calls.send(method, path, body, schema, signal);
  const done = async (method: HttpMethod, path: string, body?: unknown): Promise<Result<Performed>> => {
    const reply = await send(method, path, body, unreadList);
    return reply.ok ? ok(nothing) : reply;
  };

  switch (request.type) {
    case 'workspace.create':
      return create(request, apiVariant, send);
    case 'workspace.update': {
      const { workspace } = snapshot;
      // The route rewrites the whole row: without the present URL it would have to be invented.
      if (workspace?.instance.url.state !== 'known') {
        return fail(
          plainError(
            'not-supported',
            systemInitiativeText.noInstanceUrl,
            systemInitiativeText.changeInPortal,
          ),
        );
      }
      const body = {
        instanceUrl: workspace.instance.url.value,
        displayName: request.name,
        description: request.description,
      };
      const path = paths.workspace(apiVariant, request.workspaceId);
      if (apiVariant === 'auth') return done('PATCH', path, body);
      const reply = await send('PATCH', path, body, wire.publicCreatedWorkspace);
      return reply.ok ? ok(nothing) : reply;
    }
    case 'workspace.set-default':
      return done('PATCH', `${paths.workspace(apiVariant, request.workspaceId)}/setDefault`);
    case 'workspace.approvals':
      return done('PATCH', `${paths.workspace(apiVariant, request.workspaceId)}/approvalsEnabled`, {
        approvalsEnabled: request.enabled,
      });
    case 'workspace.favourite':
      return done('PATCH', `${paths.workspace(apiVariant, request.workspaceId)}/favourite`, {
        isFavourite: request.enabled,
      });
    case 'workspace.hide':
      return done('PATCH', `${paths.workspace(apiVariant, request.workspaceId)}/setHidden`, {
        isHidden: request.enabled,
      });
    case 'workspace.leave':
      return done('DELETE', paths.leave(apiVariant, request.workspaceId));
    case 'workspace.delete': {
      // 200 with empty text, or 204.
      const reply = await send('DELETE', paths.workspace(apiVariant, request.workspaceId), undefined, null);
      return reply.ok ? ok(nothing) : reply;
    }
    case 'member.invite':
      // Always arrives as Collaborator: a role sent along is ignored, so none is sent.
      return done('POST', paths.members(apiVariant, request.workspaceId), { email: request.email });
    case 'member.set-role':
      if (request.userId === null) return fail(bugError(new Error('member.set-role without a user id')));
      return done(
        'POST',
        paths.role(apiVariant, request.workspaceId),
        roleBody(apiVariant, request.userId, request.role),
      );
    case 'member.remove': {
      const removed = await done('DELETE', paths.members(apiVariant, request.workspaceId), {
        email: request.email,
      });
      // The address is the member's own: correcting it here would name someone else.
      return removed.ok || removed.error.kind !== 'invalid'
        ? removed
        : fail({ ...removed.error, fields: [], nextStep: systemInitiativeText.addressRefused });
    }
    case 'token.create': {
      const expiration = request.expiry.trim();
      const reply = await send(
        'POST',
        paths.tokens(request.workspaceId),
        { name: request.name, ...(expiration === '' ? {} : { expiration }) },
        wire.createdToken,
      );
      if (!reply.ok) return reply;
      const { authToken, token } = reply.value.value;
      return ok({ createdWorkspaceId: null, createdToken: { id: authToken.id, secret: token } });
    }
    case 'token.revoke': {
      // Answers with the token as it was before; reading back shows the revocation.
      const path = `${paths.token(request.workspaceId, request.tokenId)}/revoke`;
      const reply = await send('POST', path, undefined, wire.tokenAnswer);
      return reply.ok ? ok(nothing) : reply;
    }
    case 'token.delete': {
      const path = paths.token(request.workspaceId, request.tokenId);
      const reply = await send('DELETE', path, undefined, wire.removedToken);
      return reply.ok ? ok(nothing) : reply;
    }
    default:
      return refuseUnsupported(capabilities.auth[request.type]);
  }
}

async function create(
  request: Extract<ChangeRequest, { type: 'workspace.create' }>,
  apiVariant: ApiVariantId,
  send: <T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    schema: z.ZodType<T> | null,
  ) => Promise<Result<HttpReply<T>>>,
): Promise<Result<Performed>> {
  if (apiVariant === 'public' && request.kind === 'remote-url') {
    return fail(remoteOnPublicApi());
  }
  const body = {
    instanceUrl: request.url.trim(),
    displayName: request.name,
    isDefault: request.isDefault,
    description: request.description,
  };
  if (apiVariant === 'auth') {
    const reply = await send('POST', paths.create(apiVariant), body, wire.createdWorkspace);
    return reply.ok ? ok({ ...nothing, createdWorkspaceId: reply.value.value.newWorkspaceId }) : reply;
  }
  const reply = await send('POST', paths.create(apiVariant), body, wire.publicCreatedWorkspace);
  return reply.ok ? ok({ ...nothing, createdWorkspaceId: reply.value.value.id }) : reply;
}
