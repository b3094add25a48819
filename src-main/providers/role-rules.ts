import type { Capability } from '../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import type { Role, RoleTable } from '../../src-preload/contract/roles.ts';

/** No rule of the system forbids it. */
export const allowed: Permission = { allowed: true };

/** A rule of the system forbids it. `reason`: a sentence for the screen. */
export const refused = (reason: string): Permission => ({ allowed: false, reason });

/** What all roles have in common that a system defines itself and lets be assigned. */
export const builtInRole = { kind: 'built-in', assignable: true, permissions: null } as const;

/** One permission in a system's document of roles. */
export interface PermissionRow {
  id: string;
  label: string;
  /** Null where Steward has no such action. */
  capability: Capability | null;
  /** Ids of the roles that have it. */
  by: readonly string[];
  /** The document's own limits to it ("not the owner"), by role id. */
  restrictions?: Readonly<Record<string, string>>;
}

type Frame = Pick<RoleTable, 'scope' | 'title' | 'source' | 'notes'>;

/** The matrix of a system whose document says of every role whether it has a permission. */
export const builtInRoleTable = (
  frame: Frame,
  roles: readonly Role[],
  rows: readonly PermissionRow[],
): RoleTable => ({
  ...frame,
  roles: [...roles],
  rows: rows.map(({ id, label, capability, by, restrictions }) => ({
    id,
    label,
    capability,
    cells: Object.fromEntries(
      roles.map((role) => [
        role.id,
        { may: by.includes(role.id), restriction: restrictions?.[role.id] ?? null },
      ]),
    ),
  })),
});
