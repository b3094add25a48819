import type { CustomRole } from '../../tables/custom-roles.ts';
import type { Member } from '../../tables/memberships.ts';
import type { Person } from '../../tables/people.ts';
import type { Invitation } from '../../tables/system-invitations.ts';
import type { Workspace } from '../../tables/workspaces.ts';
import type { Generation } from './failures.ts';
import type { InvitationState } from './rules.ts';
import { parseExtra } from './workspace-extra.ts';

/* Domain rows as SYSTEM writes them. */

export type Locale = 'en' | 'es';

export const ownerRole = 'OWNER';
export const customRole = 'CUSTOM';

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | null): string | null => (at === null ? null : iso(at));

const spanish: Readonly<Record<string, string>> = {
  LIVE: 'Producción',
  SANDBOX: 'Pruebas',
  ACTIVE: 'Activo',
  SUSPENDED: 'Suspendido',
  OWNER: 'Propietario',
  CUSTOM: 'Personalizado',
  PENDING: 'Pendiente',
  ACCEPTED: 'Aceptada',
  DECLINED: 'Rechazada',
  EXPIRED: 'Vencida',
  CANCELLED: 'Cancelada',
  SELF_CREATED: 'Creado por el usuario',
  INVITATION: 'Invitación',
};

/** The generation and language that a response is written in. */
export interface ResponseFormat {
  readonly generation: Generation;
  readonly locale: Locale;
}

/** `value` is for people and follows `X-LOCALE`; v1.3 knows no `code`. */
function enumOnWire(name: string, { generation, locale }: ResponseFormat) {
  const english = name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');
  const value = locale === 'es' ? (spanish[name] ?? english) : english;
  return generation === 'v2' ? { code: name, name, value } : { name, value };
}

export function nameOf(person: Pick<Person, 'firstName' | 'lastName' | 'email'>): string {
  const name = [person.firstName, person.lastName].filter((part) => part !== null).join(' ');
  return name === '' ? person.email : name;
}

export function workspaceOnWire(workspace: Workspace, format: ResponseFormat) {
  const extra = parseExtra(workspace.extra);
  return {
    bizId: workspace.id,
    institutionBizId: extra.institutionId,
    workspaceName: workspace.name,
    workspaceTimezone: extra.timezone,
    workspaceStatus: enumOnWire(extra.status, format),
    workspaceKind: enumOnWire(extra.kind, format),
    createdAt: iso(workspace.createdAt),
    updatedAt: iso(extra.updatedAt),
  };
}

export interface MyMembership {
  readonly person: Person;
  readonly workspace: Workspace;
  readonly role: CustomRole;
  readonly isDefault: boolean;
}

export function isEnterable(workspace: Workspace): boolean {
  return parseExtra(workspace.extra).status === 'ACTIVE';
}

/** A sandbox can be entered, but can't be a default workspace. */
export function isDefaultEligible(workspace: Workspace): boolean {
  return isEnterable(workspace) && parseExtra(workspace.extra).kind === 'LIVE';
}

/** A line of `mine` in v2: the membership rather than the workspace. */
export function mineOnWire({ person, workspace, role, isDefault }: MyMembership, format: ResponseFormat) {
  const joinSource = workspace.creatorId === person.id ? 'SELF_CREATED' : 'INVITATION';
  return {
    userBizId: person.id,
    workspaceBizId: workspace.id,
    workspaceName: workspace.name,
    workspaceKind: enumOnWire(parseExtra(workspace.extra).kind, format),
    workspaceRoleBizId: role.id,
    workspaceRoleName: role.name,
    joinSource: enumOnWire(joinSource, format),
    isOwner: role.kind === ownerRole,
    isDefault,
    enterable: isEnterable(workspace),
    defaultEligible: isDefaultEligible(workspace),
  };
}

/** The owner may do everything, for which no list is sent. */
export function roleOnWire(role: CustomRole, format: ResponseFormat) {
  return {
    bizId: role.id,
    roleName: role.name,
    roleType: enumOnWire(role.kind, format),
    description: role.description,
    permissionCodes: role.kind === ownerRole ? null : role.permissions,
  };
}

export function memberOnWire(member: Member, name: string, role: CustomRole) {
  return {
    accountId: member.personId,
    accountName: name,
    email: member.email,
    workspaceRoleBizId: role.id,
    workspaceRoleName: role.name,
    isOwner: role.kind === ownerRole,
    joinedAt: iso(member.invitedAt),
  };
}

export function invitationOnWire(
  invitation: Invitation,
  state: InvitationState,
  inviterName: string,
  format: ResponseFormat,
) {
  return {
    bizId: invitation.id,
    inviteeEmail: invitation.email,
    inviterName,
    invitationStatus: enumOnWire(state, format),
    message: invitation.message,
    expiresAt: iso(invitation.expiresAt),
    acceptedAt: isoOrNull(invitation.acceptedAt),
    createdAt: iso(invitation.createdAt),
  };
}
