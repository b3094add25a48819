import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { Token } from '../../src-preload/contract/tokens.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { rosterOwnerOf } from '../base/lists.ts';
import { isReported, type TokenRow } from '../base/records.ts';
import type { Core } from '../core.ts';

/** A place's tokens and their owners: a token goes on working when its owner leaves. */
export interface TokenOwners {
  hasLeft(token: Pick<TokenRow, 'ownerId'>, status: Token['status']): boolean;
}

/** Only a roster that was fetched whole and may be shown says that somebody has left. */
export function tokenOwners(core: Core, { connectionId, workspaceId }: WorkspaceRef): TokenOwners {
  const { roster } = core.store;
  const place = roster.workspace({ connectionId, workspaceId }, Date.now());
  // The tokens of an account are those of the one who is signed in.
  if (place === null || place.scope === 'account') return { hasLeft: () => false };
  const members = { connectionId, workspaceId: rosterOwnerOf('members', place) };
  const { fetchedAt, unreadable, doubt } = roster.freshness(connectionId, members.workspaceId, 'members');
  const isWhole = fetchedAt !== null && unreadable === 0 && doubt === null;
  if (!isWhole || staleCopy(core, members) !== null) return { hasLeft: () => false };
  const found = new Map<string, boolean>();
  return {
    hasLeft({ ownerId }, status) {
      if (status !== 'active' || !isReported(ownerId)) return false;
      const isMember = found.get(ownerId) ?? roster.member(members, ownerId) !== null;
      found.set(ownerId, isMember);
      return !isMember;
    },
  };
}
