import { z } from 'zod';
import { workspaceRef, type WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { formatPlaceAddress } from '../../../src-preload/shared/place-address.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Core } from '../../core.ts';
import { recentText } from '../text.ts';

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
  /** The user removed the places with these links from a menu of the system. */
  removed(links: readonly string[]): void;
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

const linkOf = ({ connectionId, workspaceId }: WorkspaceRef) =>
  formatPlaceAddress({
    screen: 'workspace',
    connection: { connectionId, server: '' },
    workspaceId,
    tab: 'overview',
  });

/** Keeps the workspaces that were shown last, and offers those that are still there. */
export function createRecentPlaces({ core, offer, now }: RecentPlacesParts): RecentPlaces {
  let offered = '[]';
  const places = (of: Pick<Core, 'store'>) => {
    const read = kept.safeParse(of.store.ledger.preference(key));
    return read.success ? read.data : [];
  };
  const offeredPlaces = (of: Pick<Core, 'store'>) => {
    const { ledger, roster } = of.store;
    const found = places(of).flatMap((ref) => {
      const workspace = roster.workspace(ref, now());
      return workspace === null ? [] : [{ ref, name: workspace.name }];
    });
    return namedPlaces(found, new Map(ledger.connections().map(({ id, label }) => [id, label])));
  };
  const keep = (of: Pick<Core, 'store'>, next: WorkspaceRef[]) =>
    void of.store.ledger.setPreference(key, next).then(changed);
  const changed = () => {
    const opened = core();
    const next = opened.ok ? offeredPlaces(opened.value) : [];
    const said = JSON.stringify(next);
    if (said === offered) return;
    offered = said;
    offer(next);
  };
  return {
    shown({ connectionId, workspaceId }) {
      const opened = core();
      if (!opened.ok) return;
      keep(opened.value, withRecent(places(opened.value), { connectionId, workspaceId }));
    },
    removed(links) {
      const opened = core();
      if (!opened.ok) return;
      keep(
        opened.value,
        places(opened.value).filter((ref) => !links.includes(linkOf(ref))),
      );
    },
    changed,
  };
}

/** Workspaces of one name are told apart by their connections. */
export function namedPlaces(
  found: readonly { ref: WorkspaceRef; name: string }[],
  labels: ReadonlyMap<string, string>,
): RecentPlace[] {
  return found.map(({ ref, name }) => {
    const label = labels.get(ref.connectionId);
    const isOnlyOne = found.filter((other) => other.name === name).length === 1;
    return {
      name: isOnlyOne || label === undefined ? name : recentText.withConnection(name, label),
      link: linkOf(ref),
    };
  });
}
