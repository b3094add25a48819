import type { ChangeRequest } from '../../src-preload/contract/changes.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import { valueOr, type Known } from '../../src-preload/contract/known.ts';
import type { StoredFreshness } from '../store/types.ts';
import { findMember, type Ground } from './ground.ts';
import type { PreImage } from './pre-image.ts';

/** `unknown`: the list was never fetched or left out what it couldn't read, so an absence can't be told. */
export type Satisfied = 'yes' | 'no' | 'unknown';

/** Lists that show whether the change has happened. */
export function proofLists(request: ChangeRequest, me: string): ListName[] {
  switch (request.type) {
    case 'member.remove':
      // Without me in it, its roster isn't given to me any more.
      return request.userId === me ? ['workspaces'] : ['members'];
    case 'member.set-role':
      return request.userId === me ? ['members', 'workspaces'] : ['members'];
    case 'member.invite':
      return ['members'];
    case 'token.create':
    case 'token.revoke':
    case 'token.delete':
      return ['tokens'];
    default:
      return ['workspaces'];
  }
}

/** Whether the ground shows what the change wanted. `before` tells a new token or workspace from an older namesake. */
export function isSatisfied(
  request: ChangeRequest,
  ground: Ground,
  before: PreImage | null,
  me: string,
): Satisfied {
  const { workspaces, freshness } = ground.connection(request.connectionId);
  const gone = (isThere: boolean, list: StoredFreshness): Satisfied =>
    isThere ? 'no' : list.unreadable > 0 || list.fetchedAt === null ? 'unknown' : 'yes';
  if (request.type === 'workspace.create') return createdId(request, ground, before) === null ? 'no' : 'yes';

  const at = ground.workspace(request.connectionId, request.workspaceId);
  const row = workspaces.get(request.workspaceId);
  const shows = (value: Known<boolean> | undefined, wanted: boolean): Satisfied =>
    value?.state === 'known' ? (value.value === wanted ? 'yes' : 'no') : row ? 'unknown' : 'no';
  switch (request.type) {
    case 'workspace.update': {
      if (!row) return 'no';
      const same =
        row.name.trim() === request.name.trim() &&
        valueOr(row.description, '').trim() === request.description.trim();
      return same ? 'yes' : 'no';
    }
    case 'workspace.set-default':
      return shows(row?.isDefault, true);
    case 'workspace.approvals':
      return shows(row?.approvalsEnabled, request.enabled);
    case 'workspace.favourite':
      return shows(row?.serverFavourite, request.enabled);
    case 'workspace.hide':
      return shows(row?.serverHidden, request.enabled);
    case 'workspace.leave':
    case 'workspace.delete':
      return gone(row !== undefined, freshness);
    case 'member.invite':
      return findMember(at, null, request.email)?.email === request.email.trim()
        ? 'yes'
        : at.freshness.members.unreadable > 0
          ? 'unknown'
          : 'no';
    case 'member.set-role':
      return findMember(at, request.userId, request.email)?.role === request.role ? 'yes' : 'no';
    case 'member.remove':
      return request.userId === me
        ? gone(row !== undefined, freshness)
        : gone(at.members.has(request.userId), at.freshness.members);
    case 'token.create':
      return createdId(request, ground, before) === null ? 'no' : 'yes';
    case 'token.revoke': {
      const token = at.tokens.get(request.tokenId);
      if (token) return token.revokedAt.state === 'known' ? 'yes' : 'no';
      return gone(false, at.freshness.tokens);
    }
    case 'token.delete':
      return gone(at.tokens.has(request.tokenId), at.freshness.tokens);
  }
}

/** The id of a workspace or token of this name that was not there before, or null. */
export function createdId(request: ChangeRequest, ground: Ground, before: PreImage | null): string | null {
  const existing = new Set(before?.of === 'creation' ? before.existing : []);
  if (request.type === 'workspace.create') {
    const rows = ground.connection(request.connectionId).workspaces.values();
    return [...rows].find(({ id, name }) => name === request.name && !existing.has(id))?.id ?? null;
  }
  if (request.type !== 'token.create') return null;
  const tokens = ground.workspace(request.connectionId, request.workspaceId).tokens.values();
  return (
    [...tokens].find(({ id, name }) => valueOr(name, '') === request.name && !existing.has(id))?.id ?? null
  );
}
