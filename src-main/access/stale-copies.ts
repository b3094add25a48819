import type { StaleCopy } from '../../src-preload/contract/freshness.ts';
import { hour } from '../../src-preload/shared/units.ts';
import { knownValue, none, notReported, type Known } from '../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { MemberRow, RoleRow } from '../base/records.ts';
import { readRetention } from '../store/retention/preference.ts';
import type { StorageReader } from '../store/retention/types.ts';
import type { LedgerReader } from '../store/ledger/types.ts';
import type { StoreMode } from '../store/open/types.ts';
import type { RosterReader } from '../store/roster/types.ts';

/** What knows how old the copies are, and how old they may be. */
export interface CopySource {
  store: {
    storage: Pick<StorageReader, 'copyHidden' | 'hiddenPlaces'>;
    ledger: Pick<LedgerReader, 'preference'>;
  };
}

/**
 * Why a place's copy isn't shown: it wasn't refreshed for longer than copies may be seen. null: it is shown. Ages go by this computer's
 * clock, which also stamped the fetches.
 */
export function staleCopy({ store: { storage, ledger } }: CopySource, ref: WorkspaceRef): StaleCopy | null {
  return storage.copyHidden(ref, Date.now(), readRetention(ledger));
}

/** The places of a connection whose copies are too old to be shown, as of now; each connection is looked at once. */
export function stalePlacesOf({
  store: { storage, ledger },
}: CopySource): (connectionId: string) => ReadonlySet<string> {
  const retention = readRetention(ledger);
  const known = new Map<string, ReadonlySet<string>>();
  return (connectionId) => {
    const before = known.get(connectionId);
    if (before !== undefined) return before;
    const found = storage.hiddenPlaces(connectionId, Date.now(), retention);
    known.set(connectionId, found);
    return found;
  };
}

/** How long a screen may be shown again without asking, at most: over a weekend. */
const shownFor = [72 * hour, 24 * hour, 4 * hour];

/**
 * Until when (epoch ms) the screen of a place may be shown as it is now; null: it may not be kept, or something in it is hidden soon. It
 * names other connections too.
 */
export function shownUntil(
  {
    store: { storage, ledger, mode },
  }: {
    store: {
      storage: Pick<StorageReader, 'hiddenPlaces'>;
      ledger: Pick<LedgerReader, 'preference' | 'connections'>;
      mode: StoreMode;
    };
  },
  place: WorkspaceRef,
  now: number,
): number | null {
  const connections = ledger.connections();
  const own = connections.find(({ id }) => id === place.connectionId);
  if (mode !== 'disk' || own?.signedOut !== null) return null;
  const retention = readRetention(ledger);
  if (storage.hiddenPlaces(own.id, now, retention).has(place.workspaceId)) return null;
  const hiddenAt = (at: number) =>
    connections.reduce((sum, { id }) => sum + storage.hiddenPlaces(id, at, retention).size, 0);
  const hiddenNow = hiddenAt(now);
  const span = shownFor.find((ms) => hiddenAt(now + ms) === hiddenNow);
  return span === undefined ? null : now + span;
}

/** What may be shown of a place's people: nothing of a stale copy, and no absence from one that was never fetched whole. */
export interface ShownCopy {
  stale: StaleCopy | null;
  /** Whether it may be shown and was fetched whole once. */
  isKnown: boolean;
  /** Roles that the server keeps there. */
  roles: RoleRow[];
  member(userId: string): Known<MemberRow>;
}

export function shownCopy(
  source: CopySource & { store: { roster: Pick<RosterReader, 'roles' | 'member' | 'freshness'> } },
  ref: WorkspaceRef,
): ShownCopy {
  const { roster } = source.store;
  const stale = staleCopy(source, ref);
  const { fetchedAt } = roster.freshness(ref.connectionId, ref.workspaceId, 'members');
  const isKnown = stale === null && fetchedAt !== null;
  return {
    stale,
    isKnown,
    roles: stale === null ? roster.roles(ref) : [],
    member(userId) {
      const row = stale === null ? roster.member(ref, userId) : null;
      if (row !== null) return knownValue(row);
      return isKnown ? none : notReported;
    },
  };
}
