import { z } from 'zod';
import { workspaceRef, type WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { formatPlaceAddress } from '../../../src-preload/shared/place-address.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Core } from '../../core.ts';

/** A workspace that was shown lately, for the menus of the system. */
export interface RecentPlace {
  name: string;
  link: string;
}

interface RecentPlacesParts {
  core(): Result<Pick<Core, 'store'>>;
  /** Puts them into the system's menus; none while Steward is locked. */
  offer(places: readonly RecentPlace[]): void;
  now(): number;
}

export interface RecentPlaces {
  shown(place: WorkspaceRef): void;
  /** Steward was unlocked or locked. */
  changed(): void;
}

/** In the ledger. */
const key = 'recent-places';
const kept = z.array(workspaceRef);
const mostRecent = 6;

/** The workspaces that were shown last, newest first, with this one added. */
export function withRecent(places: readonly WorkspaceRef[], shown: WorkspaceRef): WorkspaceRef[] {
  const others = places.filter(
    ({ connectionId, workspaceId }) =>
      connectionId !== shown.connectionId || workspaceId !== shown.workspaceId,
  );
  return [shown, ...others].slice(0, mostRecent);
}

/** Keeps the workspaces that were shown last, and offers those that are still there. */
export function createRecentPlaces({ core, offer, now }: RecentPlacesParts): RecentPlaces {
  let offered = '[]';
  const places = (of: Pick<Core, 'store'>) => {
    const read = kept.safeParse(of.store.ledger.preference(key));
    return read.success ? read.data : [];
  };
  const changed = () => {
    const opened = core();
    const next = !opened.ok
      ? []
      : places(opened.value).flatMap((ref): RecentPlace[] => {
          const workspace = opened.value.store.roster.workspace(ref, now());
          if (workspace === null) return [];
          const connection = { connectionId: ref.connectionId, server: '' };
          const { workspaceId } = ref;
          const link = formatPlaceAddress({ screen: 'workspace', connection, workspaceId, tab: 'overview' });
          return [{ name: workspace.name, link }];
        });
    const said = JSON.stringify(next);
    if (said === offered) return;
    offered = said;
    offer(next);
  };
  return {
    shown({ connectionId, workspaceId }) {
      const opened = core();
      if (!opened.ok) return;
      const next = withRecent(places(opened.value), { connectionId, workspaceId });
      void opened.value.store.ledger.setPreference(key, next).then(changed);
    },
    changed,
  };
}
