import { knownOrNone, knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { formatDate } from '../../../src-preload/shared/format/dates.ts';
import type { HttpClient, HttpTarget } from '../../http/http.ts';
import { plainToken, type MemberRow, type TokenRow, type WorkspaceRow } from '../../base/records.ts';
import { unsupportedList } from '../capability-table.ts';
import type { ConnectionStorage, Fetched, ProviderSession } from '../provider.ts';
import { readRecords } from '../records.ts';
import { capabilities } from './capabilities.ts';
import { createCalls, paths, type Calls } from './client.ts';
import { perform } from './management-perform.ts';
import { isWorkspace, organizationPlace, workspacePlace } from './place-ids.ts';
import { organizationRow, sortMembers, workspaceRow } from './places.ts';
import * as wire from './wire.ts';

const table = capabilities.management;

/** A signed-in identity on the management API. */
export function createManagementSession(
  http: HttpClient,
  target: HttpTarget,
  storage: ConnectionStorage,
): ProviderSession {
  const calls = createCalls(http, target, storage.secret);
  return {
    async whoami(signal) {
      const reply = await calls.send('GET', paths.me, undefined, wire.me, signal);
      if (!reply.ok) return reply;
      const { id, email, name } = reply.value.value;
      return ok({ userId: id, email, name: name || email });
    },

    workspaces: (signal) => fetchPlaces(calls, target.address, signal),

    async members(workspaceId, signal) {
      const reply = await calls.send('GET', paths.members(workspaceId), undefined, wire.list, signal);
      if (!reply.ok) return reply;
      const { rows, unreadable } = await readRecords(wire.member, reply.value.value);
      const scope = isWorkspace(workspaceId) ? 'workspace' : 'organization';
      return ok({
        rows: sortMembers(rows.map(fromMember), scope),
        unreadable,
        serverDate: reply.value.serverDate,
        asOf: null,
      });
    },

    async tokens(workspaceId, signal) {
      if (!isWorkspace(workspaceId)) return unsupportedList(table['token.list']);
      const reply = await calls.send('GET', paths.keys(workspaceId), undefined, wire.list, signal);
      if (!reply.ok) return reply;
      const { rows, unreadable } = await readRecords(wire.key, reply.value.value);
      return ok({ rows: rows.map(fromKey), unreadable, serverDate: reply.value.serverDate, asOf: null });
    },

    invitations: () => unsupportedList(table['invitation.list']),
    roles: () => unsupportedList(table['role.list']),
    details: () => unsupportedList(table['workspace.details']),

    perform: (request, _snapshot, signal) => perform(calls, request, signal),

    async tokenValue(workspaceId, tokenId, signal) {
      const path = paths.keyValue(workspaceId, tokenId);
      const reply = await calls.send('GET', path, undefined, wire.keyValue, signal);
      return reply.ok ? ok(reply.value.value.value) : reply;
    },
  };
}

/** Organizations, and the workspaces of each: one request more for every organization, one after the other. */
async function fetchPlaces(
  calls: Calls,
  address: string,
  signal: AbortSignal,
): Promise<Result<Fetched<WorkspaceRow>>> {
  const reply = await calls.send('GET', paths.organizations, undefined, wire.list, signal);
  if (!reply.ok) return reply;
  const organizations = await readRecords(wire.organization, reply.value.value);
  let { unreadable } = organizations;
  let { serverDate } = reply.value;
  const rows: WorkspaceRow[] = [];
  for (const one of organizations.rows) {
    const id = organizationPlace(one.id);
    const owned = await calls.send('GET', paths.workspaces(id), undefined, wire.list, signal);
    if (!owned.ok) return owned;
    const workspaces = await readRecords(wire.workspace, owned.value.value);
    unreadable += workspaces.unreadable;
    serverDate = owned.value.serverDate ?? serverDate;
    const role = reported(one.role);
    rows.push(
      organizationRow({ id, name: one.name, kind: one.kind, address, origin: 'live', facts: [], role }),
      ...workspaces.rows.map((row) => fromWorkspace(row, one, role, address)),
    );
  }
  return ok({ rows, unreadable, serverDate, asOf: null });
}

function fromWorkspace(
  row: wire.Workspace,
  organization: wire.Organization,
  organizationRole: WorkspaceRow['myRole'],
  address: string,
): WorkspaceRow {
  const createdAt = row.created_at ?? null;
  return workspaceRow({
    id: workspacePlace(organization.id, row.id),
    name: row.name,
    kind: organization.kind,
    address,
    origin: 'live',
    organization: { id: organizationPlace(organization.id), name: organization.name },
    organizationRole,
    // null says that I'm not its member; left out says nothing.
    role: row.role === undefined ? notReported : knownOrNone(row.role),
    isDefault: knownValue(row.is_default),
    facts: createdAt === null ? [] : [{ label: 'Created', value: formatDate(createdAt) }],
  });
}

function fromMember(row: wire.Member): MemberRow {
  return {
    userId: row.user_id,
    email: row.email,
    // Of somebody who hasn't signed up yet the address stands in for the name.
    name: !row.name || row.name === row.email ? none : knownValue(row.name),
    role: row.role,
    status: 'active',
    signedUpAt: notReported,
    enteredAt: notReported,
  };
}

function fromKey(row: wire.Key): TokenRow {
  return {
    ...plainToken,
    id: row.id,
    name: knownValue(row.name),
    ownerId: row.created_by ?? '',
    createdAt: reported(row.created_at),
    // Keys don't expire and aren't revoked: they are switched off or deleted.
    expiresAt: none,
    revokedAt: none,
    lastUsedAt: notReported,
    enabled: knownValue(row.enabled),
  };
}

/** Missing and null say the same of these: nothing. */
const reported = <T>(value: T | null | undefined): Known<T> =>
  value === null || value === undefined ? notReported : knownValue(value);
