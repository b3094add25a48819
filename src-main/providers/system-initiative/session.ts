import type { Identity } from '../../../src-preload/contract/connections.ts';
import { knownOrNone, knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { HttpClient, HttpReply, HttpTarget } from '../../http/http.ts';
import {
  plainPlace,
  plainToken,
  type MemberRow,
  type TokenRow,
  type WorkspaceRow,
} from '../../base/records.ts';
import { unsupportedList } from '../capability-table.ts';
import type { ConnectionStorage, Fetched, ProviderSession } from '../provider.ts';
import { readRecords } from '../records.ts';
import { capabilities } from './capabilities.ts';
import { createCalls, paths, type Calls } from './client.ts';
import { kindOfInstance } from './fields.ts';
import { perform } from './perform.ts';
import { accountBlockedError } from './read-error.ts';
import { roleFromPublic } from './roles.ts';
import * as wire from './wire.ts';

/** A signed-in identity on either API. */
export function createSession(
  http: HttpClient,
  target: HttpTarget,
  storage: ConnectionStorage,
): ProviderSession {
  const credential = storage.secret === '' ? null : storage.secret;
  const recognised =
    storage.apiVariant === 'auth' || storage.apiVariant === 'public' ? storage.apiVariant : null;
  const calls = createCalls(http, { ...target, credential }, recognised);
  return {
    async whoami(signal) {
      const answer = await calls.whoami(signal);
      if (!answer.ok) return answer;
      // Whoami alone still answers a quarantined person; everything else refuses them.
      if ('user' in answer.value && (answer.value.user.quarantinedAt ?? null) !== null) {
        return fail(accountBlockedError('quarantined', null));
      }
      return ok(toIdentity(answer.value));
    },

    async workspaces(signal) {
      const apiVariant = await calls.apiVariant(signal);
      if (!apiVariant.ok) return apiVariant;
      const reply = await calls.send('GET', paths.workspaces(apiVariant.value), undefined, wire.list, signal);
      if (!reply.ok) return reply;
      const { value } = reply.value;
      if (apiVariant.value === 'public') {
        return ok(fetched(reply.value, await readRecords(wire.publicWorkspace, value), fromPublicWorkspace));
      }
      const read = await readRecords(wire.authWorkspace, value);
      // The list leaves them out already; an older server might not.
      const rows = read.rows.filter((row) => row.deletedAt === null && row.quarantinedAt === null);
      return ok(fetched(reply.value, { ...read, rows }, fromAuthWorkspace));
    },

    async members(workspaceId, signal) {
      const apiVariant = await calls.apiVariant(signal);
      if (!apiVariant.ok) return apiVariant;
      const path = paths.members(apiVariant.value, workspaceId);
      const reply = await calls.send('GET', path, undefined, wire.list, signal);
      if (!reply.ok) return reply;
      return ok(fetched(reply.value, await readRecords(wire.memberOnWire, reply.value.value), fromMember));
    },

    tokens: (workspaceId, signal) => fetchTokens(calls, workspaceId, signal),

    invitations: () => unsupportedList(capabilities.auth['invitation.list']),
    roles: () => unsupportedList(capabilities.auth['role.list']),
    details: () => unsupportedList(capabilities.auth['workspace.details']),

    perform: (request, snapshot, signal) => perform(calls, request, snapshot, signal),
  };
}

async function fetchTokens(
  calls: Calls,
  workspaceId: string,
  signal: AbortSignal,
): Promise<Result<Fetched<TokenRow>>> {
  const apiVariant = await calls.apiVariant(signal);
  if (!apiVariant.ok) return apiVariant;
  const entry = capabilities[apiVariant.value]['token.list'];
  if (!entry.supported) return unsupportedList(entry);
  const reply = await calls.send('GET', paths.tokens(workspaceId), undefined, wire.tokenList, signal);
  if (!reply.ok) return reply;
  return ok(
    fetched(reply.value, await readRecords(wire.tokenOnWire, reply.value.value.authTokens), fromToken),
  );
}

function fetched<W, T>(
  reply: HttpReply<unknown>,
  read: { rows: W[]; unreadable: number },
  convert: (row: W) => T,
): Fetched<T> {
  return {
    rows: read.rows.map(convert),
    unreadable: read.unreadable,
    serverDate: reply.serverDate,
    asOf: null,
  };
}

function toIdentity(answer: wire.Whoami): Identity {
  if ('user' in answer) {
    const { id, email, nickname, firstName, lastName } = answer.user;
    const fullName = [firstName, lastName].filter(Boolean).join(' ');
    return { userId: id, email, name: fullName || nickname || email };
  }
  return { userId: answer.userId, email: answer.userEmail, name: answer.userEmail };
}

function ownerOf(row: wire.AuthWorkspace | wire.PublicWorkspace): WorkspaceRow['owner'] {
  const name = [row.creatorUser?.firstName, row.creatorUser?.lastName].filter(Boolean).join(' ');
  return knownValue({ userId: row.creatorUserId, name });
}

/** Single workspaces come without the role: that isn't "none". */
function roleOf(role: string | null | undefined, read: (role: string) => string): Known<string> {
  return role === null || role === undefined ? notReported : knownValue(read(role));
}

function fromAuthWorkspace(row: wire.AuthWorkspace): WorkspaceRow {
  return {
    ...plainPlace,
    facts: [],
    id: row.id,
    name: row.displayName,
    description: knownOrNone(row.description),
    instance: { kind: kindOfInstance(row.instanceEnvType), url: knownOrNone(row.instanceUrl) },
    myRole: roleOf(row.role, (role) => role),
    owner: ownerOf(row),
    isDefault: knownValue(row.isDefault),
    serverFavourite: knownValue(row.isFavourite),
    serverHidden: knownValue(row.isHidden),
    approvalsEnabled: knownValue(row.approvalsEnabled),
  };
}

function fromPublicWorkspace(row: wire.PublicWorkspace): WorkspaceRow {
  return {
    ...plainPlace,
    facts: [],
    id: row.id,
    name: row.displayName,
    description: knownOrNone(row.description ?? null),
    instance: { kind: kindOfInstance(row.instanceEnvType), url: knownOrNone(row.instanceUrl ?? null) },
    myRole: roleOf(row.role, roleFromPublic),
    owner: ownerOf(row),
    isDefault: knownValue(row.isDefault),
    serverFavourite: notReported,
    serverHidden: notReported,
    approvalsEnabled: knownValue(row.approvalsEnabled),
  };
}

function fromMember(row: wire.MemberOnWire): MemberRow {
  const signedUpAt = row.signupAt ?? null;
  return {
    userId: row.userId,
    email: row.email,
    // Somebody who was invited and has not signed up has an empty nickname.
    name: row.nickname ? knownValue(row.nickname) : none,
    role: roleFromPublic(row.role),
    status: signedUpAt === null ? 'pending' : 'active',
    signedUpAt: knownOrNone(signedUpAt),
    enteredAt: notReported,
  };
}

function fromToken(row: wire.TokenOnWire): TokenRow {
  return {
    id: row.id,
    name: knownOrNone(row.name),
    ownerId: row.userId,
    createdAt: knownValue(row.createdAt),
    expiresAt: knownOrNone(row.expiresAt),
    revokedAt: knownOrNone(row.revokedAt),
    // On the wire it is always null, also of a token in daily use.
    lastUsedAt: notReported,
    ...plainToken,
  };
}
