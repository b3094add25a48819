import type { Scope } from '../../src-preload/contract/capabilities.ts';
import type { Freshness, HiddenSince, ListName } from '../../src-preload/contract/freshness.ts';
import { notReported } from '../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import type { Role, RoleTable } from '../../src-preload/contract/roles.ts';
import type { Core } from '../core.ts';
import { plainError } from '../base/errors.ts';
import { apiVariantOf } from '../providers/provider.ts';
import type { ConnectionRecord } from '../store/ledger/types.ts';
import type { RoleRow, WorkspaceRow } from '../base/records.ts';
import type { WorkspaceCounts } from '../store/roster/types.ts';
import { notOffered } from './list-access.ts';
import { readRetention } from '../queries/storage-overview.ts';
import type { Standing } from './permissions.ts';

export interface ConnectionStanding extends Standing {
  record: ConnectionRecord;
  me: string;
  roleLabel(role: string): string;
}

type Place = WorkspaceRow & { counts: WorkspaceCounts };

/** A row of the connection's list with its reference. */
export interface PlaceRow {
  ref: WorkspaceRef;
  row: Place;
}

export interface PlaceStanding extends ConnectionStanding, PlaceRow {
  row: Place;
  /** The place whose roster this one's is: mostly itself. */
  roster: PlaceRow;
  /** The organization above it, where there is one in the list. */
  organization: PlaceRow | null;
  /** Custom roles that the server keeps for the roster. */
  customRoles: RoleRow[];
  /** What the roles of the roster may do. */
  table: RoleTable;
}

/** My standing on a connection as a whole, where no role is known. */
export function connectionStanding(core: Core, connectionId: string): Result<ConnectionStanding> {
  const record = core.store.ledger.connections().find(({ id }) => id === connectionId);
  const provider = record && core.providers.get(record.provider);
  if (!record || !provider) {
    return fail(plainError('not-found', 'This connection was removed.', 'Choose another one.'));
  }
  const apiVariant = apiVariantOf(provider, record.apiVariant);
  const scopes: readonly Scope[] = ['workspace', ...apiVariant.facts.scopes];
  const roles = scopes.flatMap((scope) => provider.roleTable(scope, []).roles);
  return ok({
    provider,
    apiVariant,
    record,
    row: null,
    who: { role: notReported, credential: record.credential, scope: 'workspace', roles },
    cannotWrite: core.cannotWrite(connectionId),
    me: record.identity.userId,
    roleLabel: labelIn(roles),
  });
}

export function placeOf(core: Core, ref: WorkspaceRef): PlaceRow | null {
  const row = core.store.roster.workspace(ref, core.clock.nowFor(ref.connectionId));
  return row === null ? null : { ref, row };
}

/** My standing in a place: what its roles are, and who I am there. */
export function standingOf(core: Core, ref: WorkspaceRef): Result<PlaceStanding> {
  const base = connectionStanding(core, ref.connectionId);
  if (!base.ok) return base;
  const place = placeOf(core, ref);
  if (!place) {
    return fail(
      plainError(
        'not-found',
        'This workspace isn’t in your list any more.',
        'Choose another one, or refresh.',
      ),
    );
  }
  const { row } = place;
  const { provider, who } = base.value;
  const at = (workspaceId: string) => placeOf(core, { connectionId: ref.connectionId, workspaceId });
  const roster = (row.membersAt === null ? null : at(row.membersAt)) ?? place;
  const organization =
    row.organization.state === 'known' && row.organization.value.id !== row.id
      ? at(row.organization.value.id)
      : null;
  const customRoles = core.store.roster.roles(roster.ref);
  const table = provider.roleTable(roster.row.scope, customRoles);
  const { roles } = table;
  return ok({
    ...base.value,
    ...place,
    roster,
    organization,
    customRoles,
    table,
    who: { role: row.myRole, credential: who.credential, scope: row.scope, roles },
    // A role of the organization above can stand beside one's own.
    roleLabel: (role) => roles.find(({ id }) => id === role)?.label ?? base.value.roleLabel(role),
  });
}

/** The matrices that hold in a place: its own first, then that of the organization above. Without what a hidden copy says. */
export function tablesOf(core: Core, standing: PlaceStanding): RoleTable[] {
  const { provider, roster, organization, row } = standing;
  const shown = ({ ref }: PlaceRow, roles: RoleRow[]) => (hiddenAt(core, ref) === null ? roles : []);
  const own = provider.roleTable(
    row.membersAt === null ? roster.row.scope : row.scope,
    shown(roster, standing.customRoles),
  );
  const above =
    organization === null
      ? []
      : [
          provider.roleTable(
            organization.row.scope,
            shown(organization, core.store.roster.roles(organization.ref)),
          ),
        ];
  const tables = [own, ...above].filter(({ roles, rows }) => roles.length + rows.length > 0);
  // Where membership is the organization's, both kinds of places have the same one.
  return tables.filter(
    ({ title, scope }, index) =>
      tables.findIndex((one) => one.title === title && one.scope === scope) === index,
  );
}

/** Why this identity can't be given a list of this place at all, or null. */
export const listNotOffered = (list: ListName, { provider, record, row, customRoles }: PlaceStanding) =>
  notOffered(provider, record.apiVariant, list, row, record.credential, customRoles);

export const labelIn =
  (roles: readonly Role[]) =>
  (role: string): string =>
    roles.find(({ id }) => id === role)?.label ?? role;

export function freshnessOf(
  core: Core,
  connectionId: string,
  workspaceId: string | null,
  list: ListName,
): Freshness {
  return {
    list,
    ...core.store.roster.freshness(connectionId, workspaceId, list),
    refreshing: core.sync.isSyncing(connectionId, workspaceId, list),
    hidden: workspaceId === null ? null : hiddenAt(core, { connectionId, workspaceId }),
  };
}

/**
 * Whether a place's copy isn't shown because nobody could refresh it for long. Ages are told by this computer's clock, which also stamped
 * the fetches.
 */
export function hiddenAt(core: Core, ref: WorkspaceRef): HiddenSince | null {
  const { storage, ledger } = core.store;
  return storage.copyHidden(ref, Date.now(), readRetention(ledger));
}
