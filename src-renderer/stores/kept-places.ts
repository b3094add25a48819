import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { WorkspaceDetail } from '../../src-preload/contract/workspaces.ts';
import { concernsAnyOf } from './events.ts';

interface KeptPlace {
  detail: WorkspaceDetail;
  /** Puts it on screen as it was read. */
  show: () => void;
  readAt: number;
}

export interface KeptPlaces {
  /** What shows a place that was read before; null: it has to be read. */
  find(key: string): (() => void) | null;
  /** Call before a place is read; what it answers keeps the place, unless something happened to it meanwhile. */
  reading(key: string): (detail: WorkspaceDetail, show: () => void) => void;
  /** Drops the places that an event is about. */
  drop(event: StewardEvent): void;
}

const most = 8;

/** After so long (ms) a place is read again: a copy that may be shown now may be too old later. */
export const keptMs = 60_000;

/** Places that were on screen lately, as they were read: going back to one asks the main process for nothing. */
export function createKeptPlaces(now: () => number): KeptPlaces {
  const kept = new Map<string, KeptPlace>();
  let events = 0;
  return {
    find(key) {
      const place = kept.get(key);
      if (place === undefined || now() - place.readAt > keptMs) return null;
      return place.show;
    },
    reading(key) {
      const eventsBefore = events;
      const readAt = now();
      return (detail, show) => {
        if (events !== eventsBefore) return;
        // The newest comes last, so that the first is the one to drop.
        kept.delete(key);
        kept.set(key, { detail, show, readAt });
        const [oldest] = kept.keys();
        if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      };
    },
    drop(event) {
      events += 1;
      for (const [key, { detail }] of kept) if (concernsAnyOf(event, detail)) kept.delete(key);
    },
  };
}
