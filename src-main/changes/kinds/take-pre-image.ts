import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { valueOr, type Known } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRow } from '../../base/records.ts';
import {
  findMember,
  isActiveToken,
  isOpen,
  openInvitation,
  personName,
  resourcesOf,
  sameEmailOtherCase,
  timezoneOf,
  type Snapshot,
  type PlaceSnapshot,
} from '../snapshot/snapshot.ts';
import type { PreImage, PreImageOf } from './pre-image.ts';

const flag = (value: Known<boolean>): boolean | null => valueOr(value, null);

/** What this change finds now. */
export function takePreImage(ground: Snapshot, request: ChangeRequest, now: number): PreImage {
  if (!('workspaceId' in request))
    return { of: 'creation', existing: alikePlaces(request, ground), created: null };
  const at = ground.place(request.connectionId, request.workspaceId);
  const row = ground.row(request.connectionId, request.workspaceId);
  switch (request.type) {
    case 'workspace.clone':
      return { of: 'creation', existing: alikePlaces(request, ground), created: null };
    case 'member.invite':
    case 'member.set-role':
    case 'member.remove': {
      const invited = request.type === 'member.invite';
      const found = findMember(at, invited ? null : request.userId, request.email);
      // Another case may be another person to the server, so an invitation finds only the exact address.
      const member = invited && found?.email !== request.email.trim() ? null : found;
      return {
        of: 'member',
        userId: member?.userId ?? null,
        name: personName(member, request.email),
        role: member?.role ?? null,
        invitationId: invited ? (openInvitation(at, request.email, now)?.id ?? null) : null,
        alike: invited ? sameEmailOtherCase(at, request.email).map(({ userId }) => userId) : [],
      };
    }
    case 'workspace.transfer': {
      const member = findMember(at, request.userId, request.email);
      return {
        of: 'transfer',
        present: row !== null,
        place: row?.name ?? '',
        name: personName(member, request.email),
        role: member?.role ?? null,
        owner: row ? valueOr(row.owner, null) : null,
      };
    }
    case 'workspace.change-settings':
      return {
        of: 'settings',
        present: row !== null,
        name: row?.name ?? '',
        settings: at.details ? valueOr(at.details.settings, null) : null,
      };
    case 'invitation.cancel': {
      const found = at.invitations.get(request.invitationId);
      const status = found?.status === 'pending' && !isOpen(found, now) ? 'expired' : found?.status;
      return {
        of: 'invitation',
        email: found?.email ?? request.email,
        status: status ?? 'missing',
        role: found ? valueOr(found.role, null) : null,
        message: found ? valueOr(found.message, null) : null,
      };
    }
    case 'role.create': {
      const alike = at.roles.filter(({ name }) => name.trim() === request.name.trim());
      return { of: 'creation', existing: alike.map(({ id }) => id), created: null };
    }
    case 'role.set-permissions': {
      const role = at.roles.find(({ id }) => id === request.roleId);
      const permissions = role ? valueOr(role.permissions, null) : null;
      return { of: 'role', present: role !== undefined, name: role?.name ?? request.name, permissions };
    }
    case 'token.create': {
      const alike = [...at.tokens.values()].filter(({ name }) => valueOr(name, '') === request.name);
      return { of: 'creation', existing: alike.map(({ id }) => id), created: null };
    }
    case 'token.enable':
    case 'token.rotate':
    case 'token.revoke':
    case 'token.delete': {
      const token = at.tokens.get(request.tokenId);
      if (!token) return { of: 'token', name: request.name, state: 'missing', enabled: null };
      const state = isActiveToken(token, now) ? 'active' : 'inactive';
      return { of: 'token', name: valueOr(token.name, request.name), state, enabled: flag(token.enabled) };
    }
    default: {
      const image = workspaceImage(row, at, ground.connection(request.connectionId).places.defaultId());
      if (request.type !== 'workspace.delete') return image;
      return { ...image, resources: resourcesOf(at.details) };
    }
  }
}

function workspaceImage(
  row: WorkspaceRow | null,
  at: PlaceSnapshot,
  defaultId: string | null,
): PreImageOf<'workspace'> {
  return {
    of: 'workspace',
    present: row !== null,
    name: row?.name ?? '',
    description: row ? valueOr(row.description, '') : '',
    timezone: timezoneOf(row, at.details),
    myRole: row ? valueOr(row.myRole, null) : null,
    isDefault: row ? flag(row.isDefault) : null,
    defaultId,
    approvals: row ? flag(row.approvalsEnabled) : null,
    favourite: row ? flag(row.serverFavourite) : null,
    hidden: row ? flag(row.serverHidden) : null,
    resources: [],
  };
}

/** Ids of the places that what is to be made could be taken for; for an accepted invitation, of all. */
export function alikePlaces(request: ChangeRequest, ground: Snapshot): string[] {
  const { places } = ground.connection(request.connectionId);
  const named = (name: string, scope: WorkspaceRow['scope'], organization: string | null) =>
    places
      .named(scope, name)
      .filter(
        (row) =>
          organization === null ||
          row.organization.state !== 'known' ||
          row.organization.value.id === organization,
      )
      .map(({ id }) => id);
  switch (request.type) {
    case 'workspace.create':
      return named(request.name, 'workspace', request.organizationId ?? null);
    case 'workspace.provision':
      return named(request.name, 'workspace', request.organizationId);
    case 'workspace.clone': {
      const source = ground.row(request.connectionId, request.workspaceId);
      const organization = source?.organization.state === 'known' ? source.organization.value.id : null;
      return named(request.name, 'workspace', organization);
    }
    case 'organization.create':
      return named(request.name, 'organization', null);
    case 'invitation.accept':
      return [...places.all()].map(({ id }) => id);
    default:
      return [];
  }
}
