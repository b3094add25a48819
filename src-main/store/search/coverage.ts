import { bandOf } from '../../../src-preload/shared/age.ts';
import { isFresh } from '../../../src-preload/shared/list-freshness.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { Coverage } from '../../../src-preload/contract/people.ts';
import { listCapability } from '../../base/lists.ts';
import type { Db } from '../database.ts';

interface Row {
  connection_id: string;
  /** null: the list of workspaces, which is never hidden. */
  place_id: string | null;
  fetched_at: number | null;
  error: string | null;
  unreadable: number | null;
  /** Not null: the server's last answer for it, or for the list of places that it is in, waits for confirmation. */
  doubt: string | null;
}

/**
 * Counts how old a list is over the places that keep one of their own: those whose members or tokens are kept elsewhere, and those that say
 * they don't offer it, have none. A place whose whole system doesn't offer a list counts as `never`: the caller, who knows the systems,
 * leaves such connections out.
 */
export function createCoverage(db: Db) {
  const ofWorkspaces = db.prepare<[string], Row>(`
    select c.value as connection_id, null as place_id, f.fetched_at, f.error, f.unreadable, f.doubt from json_each(?) c
    left join freshness f on f.connection_id = c.value and f.workspace_id = '' and f.list = 'workspaces'`);
  const known = db
    .prepare<[], string>(
      // Places that left a list are kept under a connection of their own.
      `select connection_id from workspaces where pk not in (select workspace_pk from gone_places)
       union select connection_id from freshness where workspace_id = ''`,
    )
    .pluck();
  const ofPlaces = db.prepare<[{ connections: string; list: string; path: string }], Row>(`
    select w.connection_id, w.id as place_id, f.fetched_at, f.error, f.unreadable, coalesce(f.doubt, p.doubt) as doubt
    from json_each(@connections) c cross join workspaces w on w.connection_id = c.value
    left join freshness f on f.connection_id = w.connection_id and f.workspace_id = w.id and f.list = @list
    left join freshness p on p.connection_id = w.connection_id and p.workspace_id = '' and p.list = 'workspaces'
    where case @list when 'tokens' then w.tokens_at when 'details' then null else w.members_at end is null
      and json_extract(w.unavailable, @path) is null`);

  return (
    connectionIds: readonly string[] | null,
    list: ListName,
    now: number,
    isHidden: (connectionId: string, workspaceId: string) => boolean = () => false,
  ): Coverage => {
    const connections = JSON.stringify(connectionIds ?? known.all());
    const rows =
      list === 'workspaces'
        ? ofWorkspaces.all(connections)
        : ofPlaces.all({ connections, list, path: `$."${listCapability[list]}"` });
    const found: Coverage = {
      fresh: 0,
      stale: 0,
      waiting: 0,
      never: 0,
      hidden: 0,
      failing: 0,
      incomplete: 0,
      bands: { fresh: 0, today: 0, week: 0, old: 0, unknown: 0 },
      oldest: null,
    };
    for (const row of rows) {
      const { connection_id: connection, place_id: place, fetched_at: at, error, unreadable, doubt } = row;
      if (at !== null && place !== null && isHidden(connection, place)) {
        found.hidden += 1;
        continue;
      }
      // The last answer of a list that waits is kept as its error.
      if (error !== null && doubt === null) found.failing += 1;
      const band = bandOf(at, now);
      if (at === null || band === 'never') {
        found.never += 1;
        continue;
      }
      found.bands[band] += 1;
      if (doubt !== null) found.waiting += 1;
      // As the window counts it: a copy whose refresh failed isn't fresh, however young it is.
      else if (error === null && isFresh(at, now)) found.fresh += 1;
      else found.stale += 1;
      if ((unreadable ?? 0) > 0) found.incomplete += 1;
      found.oldest = Math.min(found.oldest ?? at, at);
    }
    return found;
  };
}
