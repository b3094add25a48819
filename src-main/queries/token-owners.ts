import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { Token } from '../../src-preload/contract/tokens.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { rosterOwnerOf } from '../base/lists.ts';
import { isReported, type TokenRow } from '../base/records.ts';
import type { CopiesSource } from './query.ts';

/** A place's tokens and their owners: a token goes on working when its owner leaves. */
export interface TokenOwners {
  hasLeft(token: Pick<TokenRow, 'ownerId'>, status: Token['status']): boolean;
}

/**
 * Only lists of members that were fetched whole and may be shown say that somebody has left: the place's own, and its organization's, whose
 * people have tokens in its workspaces without being their members (Unstructured).
 */
export function tokenOwners(core: CopiesSource, { connectionId, workspaceId }: WorkspaceRef): TokenOwners {
  const { roster } = core.store;
  const place = roster.workspace({ connectionId, workspaceId }, Date.now());
  // The tokens of an account are those of the one who is signed in.
  if (place === null || place.scope === 'account') return { hasLeft: () => false };
  const places = new Set([rosterOwnerOf('members', place)]);
  if (place.organization.state === 'known') places.add(place.organization.value.id);
  const rosters = [...places].map((id) => ({ connectionId, workspaceId: id }));
  if (!rosters.every((ref) => isWhole(core, ref))) return { hasLeft: () => false };
  const found = new Map<string, boolean>();
  return {
    hasLeft({ ownerId }, status) {
      if (status !== 'active' || !isReported(ownerId)) return false;
      const isMember = found.get(ownerId) ?? rosters.some((ref) => roster.member(ref, ownerId) !== null);
      found.set(ownerId, isMember);
      return !isMember;
    },
  };
}

function isWhole(core: CopiesSource, ref: WorkspaceRef): boolean {
  const { fetchedAt, unreadable, doubt } = core.store.roster.freshness(
    ref.connectionId,
    ref.workspaceId,
    'members',
  );
  return fetchedAt !== null && unreadable === 0 && doubt === null && staleCopy(core, ref) === null;
}
