import type { z } from 'zod';
import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { fail, ok } from '../../../src-preload/contract/result.ts';
import type { AppError, Result } from '../../../src-preload/contract/result.ts';
import { bugError, plainError } from '../../errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpMethod, HttpReply } from '../../http/http.ts';
import type { FetchedWorkspace, Performed } from '../provider.ts';
import { paths, roleBody, type Calls } from './client.ts';
import type { Face } from './sign-in.ts';
import * as wire from './wire.ts';

/** The public API has no routes for tokens, the default, favourites, hiding and approvals. */
export function notOnPublicApi(address: string): AppError {
  return plainError(
    'not-supported',
    `${hostOf(address)} is System Initiative's public API, which does not offer this.`,
    'Add a connection to the auth API for it.',
  );
}

const nothing: Performed = { createdWorkspaceId: null, createdToken: null };

/** Sends one change. Bodies are as the routes require them: `PATCH` wants all its fields, `DELETE …/members` wants one. */
export async function perform(
  calls: Calls,
  address: string,
  request: ChangeRequest,
  ground: { workspace: FetchedWorkspace | null },
  signal: AbortSignal,
): Promise<Result<Performed>> {
  const found = await calls.face(signal);
  if (!found.ok) return found;
  const face = found.value;

  const send = async <T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    schema: z.ZodType<T> | null,
  ): Promise<Result<HttpReply<T>>> => calls.send(method, path, body, schema, signal);
  /** The answer's lists are only looked at to know that it was the server: the change engine reads back. */
  const done = async (method: HttpMethod, path: string, body?: unknown): Promise<Result<Performed>> => {
    const reply = await send(method, path, body, wire.list);
    return reply.ok ? ok(nothing) : reply;
  };
  const onAuthApi = (work: () => Promise<Result<Performed>>) =>
    face === 'auth' ? work() : Promise.resolve(fail(notOnPublicApi(address)));

  switch (request.type) {
    case 'workspace.create':
      return create(request, face, address, send);
    case 'workspace.update': {
      const { workspace } = ground;
      // The route rewrites the whole row: without the present URL it would have to be invented.
      if (workspace?.instance.url.state !== 'known') {
        return fail(
          plainError(
            'not-supported',
            'This workspace has no instance URL, and System Initiative wants one with every change of the name.',
            'Change it in the System Initiative portal.',
          ),
        );
      }
      const body = {
        instanceUrl: workspace.instance.url.value,
        displayName: request.name,
        description: request.description,
      };
      const path = paths.workspace(face, request.workspaceId);
      if (face === 'auth') return done('PATCH', path, body);
      const reply = await send('PATCH', path, body, wire.publicCreatedWorkspace);
      return reply.ok ? ok(nothing) : reply;
    }
    case 'workspace.set-default':
      return onAuthApi(() => done('PATCH', `${paths.workspace(face, request.workspaceId)}/setDefault`));
    case 'workspace.approvals':
      return onAuthApi(() =>
        done('PATCH', `${paths.workspace(face, request.workspaceId)}/approvalsEnabled`, {
          approvalsEnabled: request.enabled,
        }),
      );
    case 'workspace.favourite':
      return onAuthApi(() =>
        done('PATCH', `${paths.workspace(face, request.workspaceId)}/favourite`, {
          isFavourite: request.enabled,
        }),
      );
    case 'workspace.hide':
      return onAuthApi(() =>
        done('PATCH', `${paths.workspace(face, request.workspaceId)}/setHidden`, {
          isHidden: request.enabled,
        }),
      );
    case 'workspace.leave':
      return done('DELETE', paths.leave(face, request.workspaceId));
    case 'workspace.delete': {
      // 200 with empty text, or 204.
      const reply = await send('DELETE', paths.workspace(face, request.workspaceId), undefined, null);
      return reply.ok ? ok(nothing) : reply;
    }
    case 'member.invite':
      // Always arrives as Collaborator: a role sent along is ignored, so none is sent.
      return done('POST', paths.members(face, request.workspaceId), { email: request.email });
    case 'member.set-role':
      if (request.userId === null) return fail(bugError(new Error('member.set-role without a user id')));
      return done(
        'POST',
        paths.role(face, request.workspaceId),
        roleBody(face, request.userId, request.role),
      );
    case 'member.remove':
      return done('DELETE', paths.members(face, request.workspaceId), { email: request.email });
    case 'token.create':
      return onAuthApi(async () => {
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
      });
    case 'token.revoke':
      return onAuthApi(async () => {
        // Answers with the token as it was before; reading back shows the revocation.
        const path = `${paths.token(request.workspaceId, request.tokenId)}/revoke`;
        const reply = await send('POST', path, undefined, wire.tokenAnswer);
        return reply.ok ? ok(nothing) : reply;
      });
    case 'token.delete':
      return onAuthApi(async () => {
        const path = paths.token(request.workspaceId, request.tokenId);
        const reply = await send('DELETE', path, undefined, wire.removedToken);
        return reply.ok ? ok(nothing) : reply;
      });
  }
}

async function create(
  request: Extract<ChangeRequest, { type: 'workspace.create' }>,
  face: Face,
  address: string,
  send: <T>(
    method: HttpMethod,
    path: string,
    body: unknown,
    schema: z.ZodType<T> | null,
  ) => Promise<Result<HttpReply<T>>>,
): Promise<Result<Performed>> {
  if (face === 'public' && request.kind === 'remote-url') {
    return fail({
      ...notOnPublicApi(address),
      sentence: 'The public API makes workspaces only on its own instance, not at a remote URL.',
    });
  }
  const body = {
    instanceUrl: request.url.trim(),
    displayName: request.name,
    isDefault: request.isDefault,
    description: request.description,
  };
  if (face === 'auth') {
    const reply = await send('POST', paths.create(face), body, wire.createdWorkspace);
    return reply.ok ? ok({ ...nothing, createdWorkspaceId: reply.value.value.newWorkspaceId }) : reply;
  }
  const reply = await send('POST', paths.create(face), body, wire.publicCreatedWorkspace);
  return reply.ok ? ok({ ...nothing, createdWorkspaceId: reply.value.value.id }) : reply;
}
