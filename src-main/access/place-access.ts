import type { Scope } from '../../src-preload/contract/capabilities.ts';
import type { ProviderId, WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { RoleTable } from '../../src-preload/contract/roles.ts';
import { plainError } from '../base/errors.ts';
import { rosterOwnerOf } from '../base/lists.ts';
import type { Provider, SystemRules } from '../providers/provider.ts';
import type { ConnectionRecord, LedgerReader } from '../store/ledger/types.ts';
import type { RosterReader, WorkspaceCounts } from '../store/roster/types.ts';
import type { WorkspaceRow } from '../base/records.ts';
import { accessOf, roleLabel, wholeAccess, type Access } from './access.ts';
import type { AccessNow } from './permissions.ts';
import { goneText } from './text.ts';

/** What access is decided from while the app is open. */
export interface AccessSource {
  store: { ledger: Pick<LedgerReader, 'connection'>; roster: Pick<RosterReader, 'workspace' | 'roles'> };
  providers: ReadonlyMap<ProviderId, Provider>;
  clock: { nowFor(connectionId: string): number };
  cannotWrite(connectionId: string): string | null;
}

/** My access to a connection as a whole, where no role is known; whether it can be written to now isn't looked at. */
export interface ConnectionReading<System extends SystemRules = Provider> extends Access<System> {
  record: ConnectionRecord;
  /** My user id. */
  me: string;
  roleLabel(role: string): string;
}

/** The same, with what the moment adds. */
export interface ConnectionAccess extends ConnectionReading, AccessNow {}

/** A row of the connection's list with its reference. */
export interface Place {
  ref: WorkspaceRef;
  row: WorkspaceRow & { counts: WorkspaceCounts };
}

/** My access to one place, and where its people are. */
export interface PlaceAccess extends ConnectionAccess, Place {
  row: Place['row'];
  /** The place whose roster this one's is: mostly itself. */
  roster: Place;
  /** The organization above it, where there is one in the list. */
  organization: Place | null;
  /** What the roles of the roster may do. */
  table: RoleTable;
}

export function connectionReading<System extends SystemRules>(
  source: Pick<AccessSource, 'store'> & { providers: ReadonlyMap<ProviderId, System> },
  connectionId: string,
): Result<ConnectionReading<System>> {
  const record = source.store.ledger.connection(connectionId);
  const provider = record && source.providers.get(record.provider);
  if (!record || !provider) {
    return fail(plainError('not-found', goneText.connection, goneText.chooseConnection));
  }
  const access = wholeAccess({ ...record, provider });
  const scopes: readonly Scope[] = ['workspace', ...access.apiVariant.facts.scopes];
  const roles = scopes.flatMap((scope) => provider.roleTable(scope, []).roles);
  return ok({
    ...access,
    who: { ...access.who, roles },
    record,
    me: record.identity.userId,
    roleLabel: (role) => roleLabel(roles, role),
  });
}

export function connectionAccess(source: AccessSource, connectionId: string): Result<ConnectionAccess> {
  const reading = connectionReading(source, connectionId);
  return reading.ok ? ok({ ...reading.value, cannotWrite: source.cannotWrite(connectionId) }) : reading;
}

export function placeAccess(source: AccessSource, ref: WorkspaceRef): Result<PlaceAccess> {
  const base = connectionAccess(source, ref.connectionId);
  if (!base.ok) return base;
  const { connectionId, workspaceId } = ref;
  const { record, provider } = base.value;
  const at = (id: string): Place | null => {
    const place = { connectionId, workspaceId: id };
    const row = source.store.roster.workspace(place, source.clock.nowFor(connectionId));
    return row === null ? null : { ref: place, row };
  };
  const place = at(workspaceId);
  if (!place) {
    return fail(plainError('not-found', goneText.place, goneText.choosePlace));
  }
  const { row } = place;
  const rosterId = rosterOwnerOf('members', row);
  const roster = (rosterId === row.id ? null : at(rosterId)) ?? place;
  const above = row.organization.state === 'known' ? row.organization.value.id : row.id;
  const customRoles = source.store.roster.roles(roster.ref);
  const table = provider.roleTable(roster.row.scope, customRoles);
  return ok({
    ...base.value,
    ...accessOf({ ...record, provider }, row, customRoles),
    ...place,
    roster,
    organization: above === row.id ? null : at(above),
    table,
    // A role of the organization above can stand beside one's own.
    roleLabel: (role) => table.roles.find(({ id }) => id === role)?.label ?? base.value.roleLabel(role),
  });
}
