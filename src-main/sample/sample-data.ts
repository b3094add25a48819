import { ok, type Result } from '../../src-preload/shared/result.ts';
import type { Store } from '../store/types.ts';
import { samplePasts, type SamplePasts } from './sample-past.ts';

export interface SamplePast {
  pasts: SamplePasts;
  /** The user id of who is signed in. */
  me: string;
  /** Call once the past of a list is written: the history of all lists is told in the order of time. */
  sortHistory(): Promise<Result<null>>;
}

export interface SampleData {
  /** From now on the connections to the built-in server show sample data. */
  note(): Promise<Result<null>>;
  isThere(): boolean;
  /**
   * The past that belongs to a list of a connection; null for every server that isn't the built-in one with its sample, and for places that
   * weren't in its first list: those were made later, by the user.
   */
  pastOf(connectionId: string, placeId: string | null): SamplePast | null;
  /** Removes the connections to the built-in server, with all that is kept of them. */
  remove(): Promise<Result<null>>;
}

interface SampleDataDeps {
  ledger: Pick<
    Store['ledger'],
    'connection' | 'connections' | 'preference' | 'setPreference' | 'sortHistory'
  >;
  remove(connectionId: string): Promise<Result<null>>;
}

const key = 'sample-data';

/** What is known of the sample data on this device. All connections to the built-in server share one set of data. */
export function createSampleData({ ledger, remove }: SampleDataDeps): SampleData {
  const isNoted = () => ledger.preference(key) === true;
  const builtIn = () => ledger.connections().filter((record) => record.builtIn);
  /** The places of each connection's first list in this run. */
  const first = new Map<string, ReadonlySet<string>>();
  return {
    note: async () => (isNoted() ? ok(null) : ledger.setPreference(key, true)),
    isThere: () => isNoted() && builtIn().length > 0,
    pastOf(connectionId, placeId) {
      const record = ledger.connection(connectionId);
      if (record?.builtIn !== true || !isNoted()) return null;
      if (placeId !== null && first.get(connectionId)?.has(placeId) !== true) return null;
      const pasts: SamplePasts = {
        ...samplePasts,
        workspaces(rows, place) {
          first.set(connectionId, new Set(rows.map(({ id }) => id)));
          return samplePasts.workspaces(rows, place);
        },
      };
      return { pasts, me: record.identity.userId, sortHistory: () => ledger.sortHistory(connectionId) };
    },
    async remove() {
      for (const { id } of builtIn()) {
        const removed = await remove(id);
        if (!removed.ok) return removed;
      }
      return ledger.setPreference(key, false);
    },
  };
}
