import { mapKnown, none, notReported } from '../../../src-preload/shared/known.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { formatDate } from '../../../src-preload/shared/format/dates.ts';
import type { HttpClient, HttpTarget } from '../../http/http.ts';
import { plainToken, type MemberRow, type TokenRow, type WorkspaceRow } from '../../base/records.ts';
import { unsupportedList } from '../capability-table.ts';
import type { ConnectionStorage, Fetched, ProviderSession } from '../provider.ts';
import { textOrEmpty } from '../record-fields.ts';
import { ofOtherPlace, readRecords, readRows } from '../records.ts';
import { unnamed } from '../../base/unnamed.ts';
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
      const address = textOrEmpty(email);
      return ok({ userId: id, email: address, name: textOrEmpty(name) || address || id });
    },

    workspaces: (signal) => fetchPlaces(calls, target.address, signal),

    async members(workspaceId, signal, reading) {
      const path = paths.members(workspaceId);
      const reply = await calls.send('GET', path, undefined, wire.list, signal, reading);
      if (!reply.ok) return reply;
      const read = await readRows(wire.member, reply.value.value, fromMember);
      const scope = isWorkspace(workspaceId) ? 'workspace' : 'organization';
      return ok({
        ...read,
        rows: sortMembers(read.rows, scope),
        serverDate: reply.value.serverDate,
        asOf: null,
      });
    },

    async tokens(workspaceId, signal) {
      if (!isWorkspace(workspaceId)) return unsupportedList(table['token.list']);
      const reply = await calls.send('GET', paths.keys(workspaceId), undefined, wire.list, signal);
      if (!reply.ok) return reply;
      const read = await readRecords(wire.key, reply.value.value);
      const { serverDate } = reply.value;
      return ok({ ...read, rows: read.rows.map(fromKey), serverDate, asOf: null });
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
  let { unreadable, partlyUnreadable } = organizations;
  let otherPlaces = 0;
  let { serverDate } = reply.value;
  const rows: WorkspaceRow[] = [];
  for (const one of organizations.rows) {
    const id = organizationPlace(one.id);
    const owned = await calls.send('GET', paths.workspaces(id), undefined, wire.list, signal);
    if (!owned.ok) return owned;
    const workspaces = await readRecords(wire.workspace, owned.value.value);
    unreadable += workspaces.unreadable;
    partlyUnreadable += workspaces.partlyUnreadable;
    otherPlaces += ofOtherPlace(workspaces.rows, one.id, (row) => row.organization_id);
    serverDate = owned.value.serverDate ?? serverDate;
    const { role } = one;
    const kind = textOrEmpty(one.kind);
    rows.push(
      organizationRow({ id, name: nameOf(one), kind, address, origin: 'live', facts: [], role }),
      ...workspaces.rows.map((row) => fromWorkspace(row, one, address)),
    );
  }
  return ok({ rows, unreadable, partlyUnreadable, ofOtherPlace: otherPlaces, serverDate, asOf: null });
}

const nameOf = (organization: wire.Organization): string =>
  textOrEmpty(organization.name) || unnamed('Organization', organization.id);

function fromWorkspace(row: wire.Workspace, organization: wire.Organization, address: string): WorkspaceRow {
  return workspaceRow({
    id: workspacePlace(organization.id, row.id),
    name: textOrEmpty(row.name) || unnamed('Workspace', row.id),
    kind: textOrEmpty(organization.kind),
    address,
    origin: 'live',
    organization: { id: organizationPlace(organization.id), name: nameOf(organization) },
    organizationRole: organization.role,
    // null says that I'm not its member; left out says nothing.
    role: row.role,
    isDefault: row.is_default,
    facts: [{ label: 'Created', value: mapKnown(row.created_at, formatDate) }],
  });
}

function fromMember(row: wire.Member): MemberRow {
  return {
    userId: row.user_id,
    email: textOrEmpty(row.email),
    name: nameOfMember(row),
    role: textOrEmpty(row.role),
    status: 'active',
    signedUpAt: notReported,
    enteredAt: notReported,
  };
}

/** Until a person has signed up, the address stands in for the name. */
function nameOfMember({ name, email }: wire.Member): MemberRow['name'] {
  if (name.state !== 'known') return name;
  return name.value === '' || name.value === textOrEmpty(email) ? none : name;
}

function fromKey(row: wire.Key): TokenRow {
  return {
    ...plainToken,
    id: row.id,
    name: row.name,
    ownerId: textOrEmpty(row.created_by),
    createdAt: row.created_at,
    // Keys don't expire and aren't revoked: they are switched off or deleted.
    expiresAt: none,
    revokedAt: none,
    lastUsedAt: notReported,
    enabled: row.enabled,
  };
}
