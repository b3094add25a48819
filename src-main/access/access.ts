import type { CredentialKind } from '../../src-preload/contract/connections.ts';
import type { Scope } from '../../src-preload/contract/capabilities.ts';
import { notReported } from '../../src-preload/shared/known.ts';
import type { Role } from '../../src-preload/contract/roles.ts';
import type { RoleRow, WorkspaceRow } from '../base/records.ts';
import { rosterOwnerOf } from '../base/lists.ts';
import {
  apiVariantOf,
  type ApiVariant,
  type Provider,
  type Caller,
  type SystemRules,
} from '../providers/provider.ts';
import { roleNotReported } from './text.ts';
import { isReported } from '../base/records.ts';

/** What the rules of a connection are looked up by. */
export interface ConnectionRules<System extends SystemRules = Provider> {
  provider: System;
  /** Id of the API variant that it speaks. */
  apiVariant: string;
  credential: CredentialKind;
}

/** What access reads of the lists: from the roster, or from a plan's simulated snapshot of it. */
export interface AccessReader {
  row(connectionId: string, placeId: string): WorkspaceRow | null;
  /** Roles that the server keeps for this place. The same array for as long as they are the same saves computing them again. */
  roles(connectionId: string, placeId: string): readonly RoleRow[];
}

/** One identity at one place of its connection: everything that decides what it may do there. */
export interface Access<System extends SystemRules = Provider> {
  provider: System;
  apiVariant: ApiVariant;
  /** null: the connection as a whole, or a place that isn't in its list. */
  row: WorkspaceRow | null;
  /** Roles that the server keeps where the place's members are. */
  customRoles: readonly RoleRow[];
  who: Caller;
}

const known = new WeakMap<WorkspaceRow, Access>();

/**
 * Access to a place, from its row and the roles that the server keeps where its members are. Asked again with the same objects it answers
 * with the same one: a plan of thousands of items asks for the same place each time.
 */
export function accessOf(
  { provider, apiVariant: id, credential }: ConnectionRules,
  row: WorkspaceRow | null,
  customRoles: readonly RoleRow[],
): Access {
  const apiVariant = apiVariantOf(provider, id);
  const before = row === null ? undefined : known.get(row);
  if (
    before?.provider === provider &&
    before.apiVariant === apiVariant &&
    before.who.credential === credential &&
    before.customRoles === customRoles
  )
    return before;
  const access = newAccess({ provider, apiVariant: id, credential }, row, customRoles);
  if (row !== null) known.set(row, access);
  return access;
}

function newAccess<System extends SystemRules>(
  { provider, apiVariant: id, credential }: ConnectionRules<System>,
  row: WorkspaceRow | null,
  customRoles: readonly RoleRow[],
): Access<System> {
  const scope = row?.scope ?? 'workspace';
  const { roles } = provider.roleTable(scope, customRoles);
  const who = { role: row?.myRole ?? notReported, credential, scope, roles };
  return { provider, apiVariant: apiVariantOf(provider, id), row, customRoles, who };
}

/** Access to a connection as a whole. */
export const wholeAccess = <System extends SystemRules>(
  connection: ConnectionRules<System>,
): Access<System> => newAccess(connection, null, []);

/** Access to a place of a connection as the reader has it; null: to the connection as a whole. */
export function accessAt(
  connection: ConnectionRules,
  reader: AccessReader,
  connectionId: string,
  placeId: string | null,
): Access {
  if (placeId === null) return accessOf(connection, null, []);
  const row = reader.row(connectionId, placeId);
  const rosterOwner = row === null ? placeId : rosterOwnerOf('roles', row);
  return accessOf(connection, row, reader.roles(connectionId, rosterOwner));
}

/** A place that isn't known counts as a workspace. */
export const scopeOf = ({ row }: Pick<Access, 'row'>): Scope => row?.scope ?? 'workspace';

/** The role that no other is above, guarded by the rule on the last owner; null where the place has none to lose. */
export const ownerRoleOf = (access: Pick<Access, 'provider' | 'row'>): string | null =>
  access.provider.ownerRole(scopeOf(access));

/** A role's label, or its id where it isn't known. */
export const roleLabel = (roles: readonly Role[], id: string): string =>
  isReported(id) ? (roles.find((role) => role.id === id)?.label ?? id) : roleNotReported;

export const labelIn =
  (roles: readonly Role[]) =>
  (role: string): string =>
    roleLabel(roles, role);
