import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { valueOr, type Known } from '../../../src-preload/shared/known.ts';
import type { StoredFreshness } from '../../store/roster/types.ts';
import type { WorkspaceRow } from '../../base/records.ts';
import {
  findMember,
  isOpen,
  openInvitation,
  timezoneOf,
  type Snapshot,
  type PlaceSnapshot,
} from '../snapshot/snapshot.ts';
import { ownerRoleOf, type ChangeContext } from './place.ts';
import type { PreImage } from './pre-image.ts';
import { readSettings, settingsHold } from './settings.ts';
import { alikePlaces } from './take-pre-image.ts';

/**
 * `unknown`: it can't be told, because the list was never fetched, left out what it couldn't read, or doesn't show what was changed.
 */
export type Verdict = 'yes' | 'no' | 'unknown';

const yesIf = (isSo: boolean): Verdict => (isSo ? 'yes' : 'no');
const gone = (isThere: boolean, list: StoredFreshness): Verdict =>
  isThere ? 'no' : list.unreadable > 0 || list.fetchedAt === null ? 'unknown' : 'yes';
/** Not there, as far as the list can be read. */
const absent = (list: StoredFreshness): Verdict => (list.unreadable > 0 ? 'unknown' : 'no');

/** Whether the ground shows what the change wanted. `before` tells what is new from what was there. */
export function verify(
  request: ChangeRequest,
  ground: Snapshot,
  before: PreImage | null,
  teller: ChangeContext,
  now: number,
): Verdict {
  const me = teller.connection.identity.userId;
  const { freshness } = ground.connection(request.connectionId);
  // No list shows a declined invitation to who declined it.
  if (request.type === 'invitation.decline') return 'unknown';
  // Whoever accepts may have reached the place before, so that nothing new appears.
  if (request.type === 'invitation.accept')
    return createdId(request, ground, before) === null ? 'unknown' : 'yes';
  if (!('workspaceId' in request) || request.type === 'workspace.clone')
    return createdId(request, ground, before) === null ? absent(freshness) : 'yes';

  const at = ground.place(request.connectionId, request.workspaceId);
  const row = ground.row(request.connectionId, request.workspaceId);
  const shows = (value: Known<boolean> | undefined, wanted: boolean): Verdict =>
    value?.state === 'known' ? yesIf(value.value === wanted) : row ? 'unknown' : 'no';
  switch (request.type) {
    case 'organization.update':
      return yesIf(row?.name.trim() === request.name.trim());
    case 'workspace.update':
      return row ? updated(request, row, at, teller) : 'no';
    case 'workspace.change-settings':
      return settingsThere(request, at, before);
    case 'workspace.set-default':
      return shows(row?.isDefault, true);
    case 'workspace.approvals':
      return shows(row?.approvalsEnabled, request.enabled);
    case 'workspace.favourite':
      return shows(row?.serverFavourite, request.enabled);
    case 'workspace.hide':
      return shows(row?.serverHidden, request.enabled);
    case 'workspace.transfer': {
      if (row?.owner.state === 'known') return yesIf(row.owner.value.userId === request.userId);
      const role = findMember(at, request.userId, request.email)?.role;
      return yesIf(role !== undefined && role === ownerRoleOf(teller));
    }
    case 'workspace.leave':
    case 'workspace.delete':
      return gone(row !== null, freshness);
    case 'member.invite':
      return invited(request, at, before, teller, now);
    case 'member.set-role':
      return yesIf(findMember(at, request.userId, request.email)?.role === request.role);
    case 'member.remove':
      return request.userId === me
        ? gone(row !== null, freshness)
        : gone(at.people.get(request.userId) !== null, at.freshness('members'));
    case 'invitation.cancel': {
      const found = at.invitations.get(request.invitationId);
      if (!found) return gone(false, at.freshness('invitations'));
      return yesIf(found.status !== 'accepted' && !isOpen(found, now));
    }
    case 'role.create':
      return createdId(request, ground, before) === null ? absent(at.freshness('roles')) : 'yes';
    case 'role.set-permissions': {
      const role = at.roles.find(({ id }) => id === request.roleId);
      if (!role) return absent(at.freshness('roles'));
      if (role.permissions.state !== 'known') return 'unknown';
      return yesIf(sameCodes(role.permissions.value, request.permissions));
    }
    case 'token.create':
      return createdId(request, ground, before) === null ? absent(at.freshness('tokens')) : 'yes';
    case 'token.enable': {
      const token = at.tokens.get(request.tokenId);
      if (!token) return absent(at.freshness('tokens'));
      return token.enabled.state === 'known' ? yesIf(token.enabled.value === request.enabled) : 'unknown';
    }
    case 'token.revoke': {
      const token = at.tokens.get(request.tokenId);
      return token ? yesIf(token.revokedAt.state === 'known') : gone(false, at.freshness('tokens'));
    }
    case 'token.rotate':
    case 'token.delete':
      return gone(at.tokens.has(request.tokenId), at.freshness('tokens'));
  }
}

export const sameCodes = (a: readonly string[], b: readonly string[]): boolean =>
  new Set(a).size === new Set(b).size && a.every((code) => b.includes(code));

/** Only what the system's form has is compared: it doesn't keep the rest. */
function updated(
  request: Extract<ChangeRequest, { type: 'workspace.update' }>,
  row: WorkspaceRow,
  at: PlaceSnapshot,
  { facts }: ChangeContext,
): Verdict {
  if (row.name.trim() !== request.name.trim()) return 'no';
  if (
    facts.updateFields.includes('description') &&
    valueOr(row.description, '').trim() !== request.description.trim()
  )
    return 'no';
  if (request.timezone === undefined || !facts.updateFields.includes('timezone')) return 'yes';
  const shown = timezoneOf(row, at.details);
  return shown === null ? 'unknown' : yesIf(shown === request.timezone);
}

function settingsThere(
  request: Extract<ChangeRequest, { type: 'workspace.change-settings' }>,
  at: PlaceSnapshot,
  before: PreImage | null,
): Verdict {
  const found = at.details?.settings.state === 'known' ? readSettings(at.details.settings.value) : null;
  const wanted = readSettings(request.settings);
  if (found === null || wanted === null) return 'unknown';
  const earlier =
    before?.of === 'settings' && before.settings !== null ? readSettings(before.settings) : null;
  return yesIf(settingsHold(found, wanted, earlier));
}

function invited(
  request: Extract<ChangeRequest, { type: 'member.invite' }>,
  at: PlaceSnapshot,
  before: PreImage | null,
  { facts }: ChangeContext,
  now: number,
): Verdict {
  const exact = findMember(at, null, request.email)?.email === request.email.trim();
  if (facts.joining.shownIn === 'invitations') {
    if (exact || openInvitation(at, request.email, now) !== null) return 'yes';
    return absent(at.freshness('invitations'));
  }
  if (exact) return 'yes';
  // A server may keep the address in lower case: then somebody new differs from it in case alone.
  const known = before?.of === 'member' ? before.alike : null;
  const alike = at.people.byEmail(request.email);
  if (known !== null && alike.some(({ userId }) => !known.includes(userId))) return 'yes';
  return at.people.hasUnreportedEmail() ? 'unknown' : absent(at.freshness('members'));
}

/** The id of what was made by this change and was not there before, or null. */
export function createdId(request: ChangeRequest, ground: Snapshot, before: PreImage | null): string | null {
  const existing = new Set(before?.of === 'creation' ? before.existing : []);
  const first = (ids: readonly string[]) => ids.find((id) => !existing.has(id)) ?? null;
  if (request.type === 'token.create') {
    const tokens = [...ground.place(request.connectionId, request.workspaceId).tokens.values()];
    return first(tokens.filter(({ name }) => valueOr(name, '') === request.name).map(({ id }) => id));
  }
  if (request.type === 'role.create') {
    const { roles } = ground.place(request.connectionId, request.workspaceId);
    return first(roles.filter(({ name }) => name.trim() === request.name.trim()).map(({ id }) => id));
  }
  return first(alikePlaces(request, ground));
}
