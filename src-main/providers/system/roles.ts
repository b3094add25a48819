import { compareNames } from '../../../src-preload/shared/name-order.ts';
import type { Capability, Scope } from '../../../src-preload/contract/capabilities.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import type { Permission } from '../../../src-preload/contract/refs.ts';
import type { Role, RoleTable } from '../../../src-preload/contract/roles.ts';
import type { RoleRow } from '../../base/records.ts';
import type { Caller } from '../provider.ts';
import { systemText } from './text.ts';
import { commonText } from '../text.ts';
import { allowed, refused } from '../role-rules.ts';

/** Ours, everywhere: on the wire each workspace has a role of its own with this type. */
export const owner = 'OWNER';

/** The codes seen in the handbook. Others that a role has are shown too. */
export const permissionCodes = [
  { code: 'workspace:read', label: 'See the workspace and its members' },
  { code: 'workspace:write', label: 'Change its name and time zone' },
  { code: 'workspace:role:read', label: 'See the roles' },
  { code: 'workspace:role:write', label: 'Create roles, set their permissions and assign them' },
  { code: 'workspace:invitation:read', label: 'See the invitations' },
  { code: 'workspace:invitation:write', label: 'Invite people and cancel invitations' },
] as const;
type Code = (typeof permissionCodes)[number]['code'];

/** What each capability needs; not listed: nothing beyond being in the workspace. */
const needs: Partial<Record<Capability, Code>> = {
  'workspace.details': 'workspace:read',
  'workspace.update': 'workspace:write',
  'member.list': 'workspace:read',
  'member.invite': 'workspace:invitation:write',
  'member.set-role': 'workspace:role:write',
  'invitation.list': 'workspace:invitation:read',
  'invitation.cancel': 'workspace:invitation:write',
  'role.list': 'workspace:role:read',
  'role.create': 'workspace:role:write',
  'role.set-permissions': 'workspace:role:write',
};

/** The one that stands for a code in the matrix. */
const capabilityOf: Readonly<Record<Code, Capability>> = {
  'workspace:read': 'member.list',
  'workspace:write': 'workspace.update',
  'workspace:role:read': 'role.list',
  'workspace:role:write': 'role.create',
  'workspace:invitation:read': 'invitation.list',
  'workspace:invitation:write': 'member.invite',
};

/** Of the connection rather than of a place: no role of a workspace matters. */
const ofConnection: ReadonlySet<Capability> = new Set<Capability>([
  'workspace.create',
  'invitation.accept',
  'invitation.decline',
]);

const ownerRole: Role = {
  id: owner,
  label: 'Owner',
  // Above every custom role, however many permissions it has.
  rank: 1000,
  description: systemText.roleOwner,
  common: 'owner',
  kind: 'built-in',
  assignable: false,
  permissions: null,
};

function customRole(row: RoleRow): Role {
  const permissions = valueOr(row.permissions, null);
  return {
    id: row.id,
    label: row.name,
    rank: 1 + (permissions?.length ?? 0),
    description: valueOr(row.description, ''),
    common: 'custom',
    kind: 'custom',
    assignable: true,
    permissions,
  };
}

type Row = RoleTable['rows'][number];

/** The matrix: a row for each permission code, and what goes by being the owner alone. */
export function roleTable(scope: Scope, custom: readonly RoleRow[]): RoleTable {
  const frame = { scope, title: 'Roles of the workspace', source: 'Workspace guide and portal handbook' };
  if (scope !== 'workspace') return { ...frame, roles: [], rows: [], notes: [] };
  const customs = custom
    .filter(({ kind }) => kind === 'custom')
    .map(customRole)
    .sort((a, b) => b.rank - a.rank || compareNames(a.label, b.label));
  const known: ReadonlySet<string> = new Set(permissionCodes.map(({ code }) => code));
  const unknown = new Set(
    customs.flatMap(({ permissions }) => permissions ?? []).filter((code) => !known.has(code)),
  );

  const byCode = (code: string, label: string, capability: Capability | null): Row => ({
    id: code,
    label,
    capability,
    cells: {
      [owner]: { may: true, restriction: null },
      ...Object.fromEntries(
        customs.flatMap(({ id, permissions }) =>
          permissions === null ? [] : [[id, { may: permissions.includes(code), restriction: null }]],
        ),
      ),
    },
  });
  const byOwnership = (
    capability: Capability,
    label: string,
    owners: Row['cells'][string],
    others: Row['cells'][string],
  ): Row => ({
    id: capability,
    label,
    capability,
    cells: { [owner]: owners, ...Object.fromEntries(customs.map(({ id }) => [id, others])) },
  });
  const may = { may: true, restriction: null };
  const mayNot = { may: false, restriction: null };
  const eligible = { may: true, restriction: 'if SYSTEM allows the workspace as a default' };

  return {
    ...frame,
    roles: [ownerRole, ...customs],
    rows: [
      ...permissionCodes.map(({ code, label }) => byCode(code, label, capabilityOf[code])),
      ...[...unknown].sort().map((code) => byCode(code, code, null)),
      byOwnership('workspace.set-default', 'Make it their own default workspace', eligible, eligible),
      byOwnership('workspace.transfer', 'Transfer the ownership', may, mayNot),
      byOwnership(
        'workspace.leave',
        'Leave the workspace',
        { may: false, restriction: 'after transferring the ownership' },
        may,
      ),
    ],
    notes: [
      systemText.noteInvitations,
      systemText.noteGeneration,
      ...(customs.some(({ permissions }) => permissions === null) ? [systemText.noteHiddenPermissions] : []),
    ],
  };
}

/** What a role permits. Where the role or its permissions aren't reported, nothing is forbidden: the server decides then. */
export function permits(capability: Capability, who: Caller): Permission {
  const { role } = who;
  if (ofConnection.has(capability) || role.state === 'not-reported') return allowed;
  if (role.state === 'none') return refused(commonText.notWorkspaceMember);
  if (capability === 'workspace.leave') return permitsRemoval(role.value, true);
  if (role.value === owner) return allowed;
  if (capability === 'workspace.transfer') return refused(systemText.ownerTransfers);
  const needed = needs[capability];
  const mine = who.roles.find(({ id }) => id === role.value);
  const codes = mine?.permissions ?? null;
  if (needed === undefined || codes === null || codes.includes(needed)) return allowed;
  return refused(systemText.missingPermission(mine?.label ?? '', needed));
}

/** The owner can't leave (CANNOT_REMOVE_OWNER), and members can't remove each other. */
export function permitsRemoval(role: string, self: boolean): Permission {
  if (!self) return refused(systemText.noRemovalOfOthers);
  return role === owner ? refused(systemText.ownerMustTransfer) : allowed;
}

/** Ownership moves by a transfer alone. */
export function permitsRole(from: string | null, to: string): Permission {
  if (to === owner) return refused(systemText.ownershipIsTransferred);
  return from === owner ? refused(systemText.ownerRoleChange) : allowed;
}
