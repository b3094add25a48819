import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { bugError, plainError } from '../../base/errors.ts';
import { refuseUnsupported } from '../capability-table.ts';
import type { ConnectionStorage, Performed } from '../provider.ts';
import { capabilities } from './capabilities.ts';
import { paths, type Send } from './client.ts';
import { holdToken, dropToken, readHeldTokens } from './held-tokens.ts';
import * as wire from './wire.ts';
import { modboxText } from './text.ts';

const nothing: Performed = { createdWorkspaceId: null, createdToken: null };

/** Sends one change. A member's removal and one's own leaving are the same route. */
export async function perform(
  send: Send,
  storage: ConnectionStorage,
  request: ChangeRequest,
  signal: AbortSignal,
): Promise<Result<Performed>> {
  switch (request.type) {
    case 'workspace.create': {
      const body = {
        name: request.name,
        ...(request.description === '' ? {} : { description: request.description }),
      };
      const reply = await send({ method: 'POST', path: '/workspaces', body, schema: wire.workspace }, signal);
      return reply.ok ? ok({ ...nothing, createdWorkspaceId: reply.value.value.id }) : reply;
    }
    case 'workspace.update': {
      const body = {
        name: request.name,
        description: request.description === '' ? null : request.description,
      };
      const path = paths.workspace(request.workspaceId);
      const reply = await send({ method: 'PUT', path, body, schema: wire.workspace }, signal);
      return reply.ok ? ok(nothing) : reply;
    }
    case 'workspace.delete':
      return done(
        await send({ method: 'DELETE', path: paths.workspace(request.workspaceId), schema: null }, signal),
      );
    case 'workspace.leave': {
      const me = storage.identity?.userId;
      if (me === undefined) return fail(bugError(new Error('workspace.leave without an identity')));
      return done(
        await send({ method: 'DELETE', path: paths.member(request.workspaceId, me), schema: null }, signal),
      );
    }
    case 'member.invite': {
      const body = { email: request.email, role: request.role ?? 'member' };
      const path = paths.members(request.workspaceId);
      const reply = await send({ method: 'POST', path, body, schema: wire.member }, signal);
      return reply.ok ? ok(nothing) : reply;
    }
    case 'member.set-role': {
      if (request.userId === null) return fail(bugError(new Error('member.set-role without a user id')));
      const path = paths.member(request.workspaceId, request.userId);
      const reply = await send(
        { method: 'PUT', path, body: { role: request.role }, schema: wire.member },
        signal,
      );
      return reply.ok ? ok(nothing) : reply;
    }
    case 'member.remove':
      return done(
        await send(
          { method: 'DELETE', path: paths.member(request.workspaceId, request.userId), schema: null },
          signal,
        ),
      );
    case 'token.create':
      return createToken(send, storage, request.name, signal);
    case 'token.delete':
      return deleteToken(send, storage, request.tokenId, signal);
    default:
      return refuseUnsupported(capabilities[request.type]);
  }
}

const done = (reply: Result<unknown>): Result<Performed> => (reply.ok ? ok(nothing) : reply);

async function createToken(
  send: Send,
  storage: ConnectionStorage,
  description: string,
  signal: AbortSignal,
): Promise<Result<Performed>> {
  const reply = await send(
    { method: 'POST', path: '/api-tokens/', body: { description }, schema: wire.createdToken },
    signal,
  );
  if (!reply.ok) return reply;
  const { id, token, prefix, created_at } = reply.value.value;
  // Where the vault refuses, the token is there all the same: it is shown, and can only be deleted in the dashboard.
  await holdToken(storage, id, {
    secret: token,
    description,
    prefix: valueOr(prefix, null),
    createdAt: valueOr(created_at, null),
  });
  return ok({ ...nothing, createdToken: { id, secret: token } });
}

async function deleteToken(
  send: Send,
  storage: ConnectionStorage,
  tokenId: string,
  signal: AbortSignal,
): Promise<Result<Performed>> {
  const held = readHeldTokens(storage);
  if (!held.ok) return held;
  const token = held.value.get(tokenId);
  if (token === undefined) {
    return fail(plainError('not-supported', modboxText.secretNotInVault, modboxText.deleteInDashboard));
  }
  const reply = await send({ method: 'DELETE', path: paths.token(token.secret), schema: null }, signal);
  if (!reply.ok) return reply;
  await dropToken(storage, tokenId);
  return ok(nothing);
}
