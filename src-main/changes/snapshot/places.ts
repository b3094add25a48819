import { valueOr } from '../../../src-preload/shared/known.ts';
import { caseless } from '../../../src-preload/shared/normalize.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import type { WorkspaceRow } from '../../base/records.ts';

/** The places of a connection as the snapshot has them. One is looked up alone; the whole list is read only for what needs it. */
export interface Places {
  get(id: string): WorkspaceRow | null;
  /** Those of this kind whose name a server could have made of this one. */
  alike(scope: WorkspaceRow['scope'], name: string): readonly WorkspaceRow[];
  /** Those that are marked as the default: with a mark that members share, someone else's may be one too. */
  defaults(): readonly WorkspaceRow[];
  all(): Iterable<WorkspaceRow>;
  put(row: WorkspaceRow): void;
  drop(id: string): void;
}

interface Index {
  alike: Map<string, WorkspaceRow[]>;
  defaults: WorkspaceRow[];
}

const keyOf = (scope: WorkspaceRow['scope'], name: string) => `${scope} ${caseless(name)}`;

/** Reads lazily; the roster itself is never changed. `now`: epoch ms. */
export function readPlaces(
  roster: Pick<RosterReader, 'workspaces' | 'workspace'>,
  connectionId: string,
  now: number,
): Places {
  const some = new Map<string, WorkspaceRow | null>();
  let whole: Map<string, WorkspaceRow> | null = null;
  let index: Index | null = null;

  const all = () => {
    if (whole) return whole;
    whole = new Map(roster.workspaces(connectionId, now).map((row) => [row.id, row]));
    for (const [id, row] of some) {
      if (row === null) whole.delete(id);
      else whole.set(id, row);
    }
    return whole;
  };
  const indexed = () => {
    if (index) return index;
    index = { alike: new Map(), defaults: [] };
    for (const row of all().values()) {
      const key = keyOf(row.scope, row.name);
      const alike = index.alike.get(key);
      if (alike) alike.push(row);
      else index.alike.set(key, [row]);
      if (valueOr(row.isDefault, false)) index.defaults.push(row);
    }
    return index;
  };

  return {
    get(id) {
      if (whole) return whole.get(id) ?? null;
      const known = some.get(id);
      if (known !== undefined) return known;
      const found = roster.workspace({ connectionId, workspaceId: id }, now);
      some.set(id, found);
      return found;
    },
    alike: (scope, name) => indexed().alike.get(keyOf(scope, name)) ?? [],
    defaults: () => indexed().defaults,
    all: () => all().values(),
    put(row) {
      some.set(row.id, row);
      whole?.set(row.id, row);
      index = null;
    },
    drop(id) {
      some.set(id, null);
      whole?.delete(id);
      index = null;
    },
  };
}
