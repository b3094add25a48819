import type { Identity } from '../../../src-preload/contract/connections.ts';
import { knownValue, mapKnown, none, notReported } from '../../../src-preload/shared/known.ts';
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
import { textOrEmpty } from '../record-fields.ts';
import { ofOtherPlace, readRecords, readRows, type ReadRecords } from '../records.ts';
import { commonText } from '../text.ts';
import { unnamed } from '../../base/unnamed.ts';
import { capabilities } from './capabilities.ts';
import { createCalls, paths, type Calls } from './client.ts';
import { kindOfInstance } from './fields.ts';
import { perform } from './perform.ts';
import { accountBlockedError } from './read-error.ts';
import { roleFromPublic } from './roles.ts';
import { systemInitiativeText } from './text.ts';
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
      if ('user' in answer.value && answer.value.user.quarantinedAt.state === 'known') {
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
      const rows = read.rows.filter(
        (row) => row.deletedAt.state !== 'known' && row.quarantinedAt.state !== 'known',
      );
      return ok(fetched(reply.value, { ...read, rows }, fromAuthWorkspace));
    },

    async members(workspaceId, signal, reading, ahead) {
      const apiVariant = await calls.apiVariant(signal);
      if (!apiVariant.ok) return apiVariant;
      const path = paths.members(apiVariant.value, workspaceId);
      const reply = await calls.send('GET', path, undefined, wire.list, signal, reading);
      if (!reply.ok) return reply;
      const read = await readRows(wire.memberOnWire, reply.value.value, fromMember, ahead);
      return ok({ ...read, serverDate: reply.value.serverDate, asOf: null });
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
  const read = await readRecords(wire.tokenOnWire, reply.value.value.authTokens);
  return ok({
    ...fetched(reply.value, read, fromToken),
    ofOtherPlace: ofOtherPlace(read.rows, workspaceId, (token) => token.workspaceId),
  });
}

function fetched<W, T>(reply: HttpReply<unknown>, read: ReadRecords<W>, convert: (row: W) => T): Fetched<T> {
  return {
    ...read,
    rows: read.rows.map(convert),
    serverDate: reply.serverDate,
    asOf: null,
  };
}

function toIdentity(answer: wire.Whoami): Identity {
  if ('user' in answer) {
    const { id, email, nickname, firstName, lastName } = answer.user;
    const fullName = [firstName, lastName].map(textOrEmpty).filter(Boolean).join(' ');
    const address = textOrEmpty(email);
    return { userId: id, email: address, name: fullName || textOrEmpty(nickname) || address || id };
  }
  const email = textOrEmpty(answer.userEmail);
  return { userId: answer.userId, email, name: email || answer.userId };
}

function ownerOf(row: wire.AuthWorkspace | wire.PublicWorkspace): WorkspaceRow['owner'] {
  return row.creatorUserId.state === 'known'
    ? knownValue({ userId: row.creatorUserId.value, name: textOrEmpty(row.creatorUser) })
    : notReported;
}

/** A workspace is saved whole: what couldn't be read would be overwritten. */
const isWhole = (row: wire.AuthWorkspace | wire.PublicWorkspace): boolean =>
  [row.displayName, row.description, row.instanceUrl].every(({ state }) => state !== 'not-reported');

/** What needs the URL of the instance: a change of the name rewrites the whole row, the URL included. */
function unavailableAt(row: wire.AuthWorkspace | wire.PublicWorkspace): WorkspaceRow['unavailable'] {
  if (!isWhole(row)) return { 'workspace.update': commonText.notReadWhole };
  if (row.instanceUrl.state !== 'none') return {};
  return {
    'workspace.update': `${systemInitiativeText.noInstanceUrl} ${systemInitiativeText.changeInPortal}`,
    'workspace.open': systemInitiativeText.noPageWithoutUrl,
  };
}

const placeOf = (row: wire.AuthWorkspace | wire.PublicWorkspace) => ({
  ...plainPlace,
  facts: [],
  unavailable: unavailableAt(row),
  id: row.id,
  name: row.displayName.state === 'known' ? row.displayName.value : unnamed('Workspace', row.id),
  description: row.description,
  instance: { kind: kindOfInstance(row.instanceEnvType), url: row.instanceUrl },
  owner: ownerOf(row),
  isDefault: row.isDefault,
  approvalsEnabled: row.approvalsEnabled,
});

function fromAuthWorkspace(row: wire.AuthWorkspace): WorkspaceRow {
  // Single workspaces come without the role: that isn't "none".
  return { ...placeOf(row), myRole: row.role, serverFavourite: row.isFavourite, serverHidden: row.isHidden };
}

function fromPublicWorkspace(row: wire.PublicWorkspace): WorkspaceRow {
  const myRole = mapKnown(row.role, roleFromPublic);
  return { ...placeOf(row), myRole, serverFavourite: notReported, serverHidden: notReported };
}

function fromMember(row: wire.MemberOnWire): MemberRow {
  return {
    userId: row.userId,
    email: textOrEmpty(row.email),
    // An invited person who hasn't signed up has an empty nickname.
    name: row.nickname.state === 'known' && row.nickname.value === '' ? none : row.nickname,
    role: roleFromPublic(textOrEmpty(row.role)),
    status: statusOf(row.signupAt),
    signedUpAt: row.signupAt,
    enteredAt: notReported,
  };
}

function statusOf({ state }: wire.MemberOnWire['signupAt']): MemberRow['status'] {
  switch (state) {
    case 'known':
      return 'active';
    case 'none':
      return 'pending';
    case 'not-reported':
      return 'not-reported';
  }
}

function fromToken(row: wire.TokenOnWire): TokenRow {
  return {
    id: row.id,
    name: row.name,
    ownerId: textOrEmpty(row.userId),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
    // On the wire it is always null, also of a token in daily use.
    lastUsedAt: notReported,
    ...plainToken,
  };
}
