import { capability, type Capability } from '../../src-preload/contract/capabilities.ts';
import type { Permission } from '../../src-preload/contract/refs.ts';
import type { Access } from './access.ts';
import { no, unsupported } from './unsupported.ts';

/** Access with what the moment adds. */
export interface AccessNow extends Access {
  /** Why nothing can be written now (offline, signed out, read-only), or null. */
  cannotWrite: string | null;
}

/** What changes nothing on a server: possible from the local copy, or worth a try in any case. */
const reads = new Set<Capability>([
  'workspace.open',
  'workspace.details',
  'member.list',
  'invitation.list',
  'role.list',
  'token.list',
  'token.copy',
  'token.probe',
]);

/** Whether it is supported here, for any role. */
export const supportPermission = (access: Parameters<typeof unsupported>[0], name: Capability): Permission =>
  unsupported(access, name) ?? { allowed: true };

/** What my role and kind of credential permit. */
export const rolePermission = ({ provider, who }: Access, name: Capability): Permission =>
  provider.permits(name, who);

/** Support first, then my role, then the moment: the reason that lasts longest is the one shown. */
export function permissionFor(name: Capability, access: AccessNow): Permission {
  const refusal = unsupported(access, name);
  if (refusal !== null) return refusal;
  const role = rolePermission(access, name);
  if (!role.allowed) return role;
  return access.cannotWrite !== null && !reads.has(name) ? no(access.cannotWrite) : { allowed: true };
}

export function allPermissions(access: AccessNow): Record<Capability, Permission> {
  const entries = capability.options.map((name) => [name, permissionFor(name, access)] as const);
  // Every option of the enum is in it, which `fromEntries` can't express.
  return Object.fromEntries(entries) as Record<Capability, Permission>;
}
