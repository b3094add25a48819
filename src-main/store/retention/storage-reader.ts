import type {
  HiddenCopy,
  Retention,
  StoredAmount,
  StoredList,
} from '../../../src-preload/contract/storage.ts';
import { day } from '../../../src-preload/shared/units.ts';
import type { Db } from '../database.ts';
import { contactsSql, isOlder, type ConnectionContact, type PlaceContact } from './contacts.ts';
import { goneSql } from '../roster/gone-places.ts';
import { clockKey, readClockMark, reasonOf } from './clock.ts';
import type { ErasedCopy, StorageReader } from './types.ts';

/** Of so many rows the size is measured; the rest is taken to be like them. */
const sampleSize = 200;
/** Keys, indexes and the page's own part, beside the text itself: measured on rosters of 10 000 people. */
const overhead = 2.5;

/** `size`: SQL for the length of a row's text. */
const rosterLists: readonly { what: StoredList['what']; table: string; lists: string; size: string }[] = [
  {
    what: 'members',
    table: 'members',
    lists: 'members',
    size: `length(user_id) + 2 * length(email) + 2 * length(coalesce(name, '')) + length(role) + 40`,
  },
  {
    what: 'invitations',
    table: 'invitations',
    lists: 'invitations',
    size: `length(id) + 2 * length(email) + 2 * length(coalesce(message, '')) + 60`,
  },
  {
    what: 'tokens',
    table: 'tokens',
    lists: 'tokens',
    size: `length(id) + length(owner_id) + 2 * length(coalesce(name, '')) + 60`,
  },
  {
    what: 'roles',
    table: 'place_roles',
    lists: 'roles',
    size: `length(id) + 2 * length(name) + length(coalesce(permissions, ''))`,
  },
  {
    what: 'details',
    table: 'place_details',
    lists: 'details',
    size: `length(coalesce(settings, '')) + length(facts)`,
  },
];

/** What is stored of connections, on read-only connections to both databases. */
export function createStorageReader(rosterDb: Db, ledgerDb: Db): StorageReader {
  interface Ages {
    oldest: number | null;
    newest: number | null;
  }
  const places = 'workspace_pk in (select pk from workspaces where connection_id = @connectionId)';
  const placesOrGone = `workspace_pk in (select pk from workspaces
    where connection_id in (@connectionId, ${goneSql('@connectionId')}))`;
  const counts = rosterLists.map(({ table, size }) => ({
    count: rosterDb.prepare<[{ connectionId: string }], { n: number }>(
      `select count(*) as n from ${table} where ${places}`,
    ),
    size: rosterDb.prepare<[{ connectionId: string }], { n: number | null }>(
      `select avg(n) as n from (select ${size} as n from ${table} where ${places} limit ${sampleSize})`,
    ),
  }));
  const workspaceCount = rosterDb.prepare<[string], { n: number; size: number | null }>(
    `select count(*) as n, avg(length(id) + 2 * length(name) + length(coalesce(description, '')) + length(facts)
      + length(unavailable) + 120) as size from workspaces where connection_id = ?`,
  );
  const ages = rosterDb.prepare<[string, string], Ages>(
    'select min(fetched_at) as oldest, max(fetched_at) as newest from freshness where connection_id = ? and list = ?',
  );
  const past = rosterDb.prepare<[{ connectionId: string }], Ages & { n: number }>(`
    select (select count(*) from past_members where ${placesOrGone})
        + (select count(*) from past_rows where ${placesOrGone}) as n,
      min(since) as oldest, max(until) as newest from known_spans where ${placesOrGone}`);
  const history = ledgerDb.prepare<[string], Ages & { n: number }>(
    'select count(*) as n, min(at) as oldest, max(at) as newest from history where connection_id = ?',
  );
  const historySize = ledgerDb.prepare<[string], { n: number | null }>(`
    select avg(n) as n from (select length(subject) * 2 + length(subject_id) * 2 + length(coalesce(row, '')) + 60 as n
      from history where connection_id = ? limit ${sampleSize})`);
  const receipts = ledgerDb.prepare<[string], Ages & { n: number }>(`
    select count(*) as n, min(created_at) as oldest, max(created_at) as newest from plans p
      where exists (select 1 from plan_items i where i.plan_id = p.id and i.connection_id = ?)`);
  const receiptSize = ledgerDb.prepare<[string], { n: number | null }>(
    'select sum(length(json)) as n from plan_items where connection_id = ?',
  );
  const inventory = ledgerDb.prepare<[string], { n: number }>(
    'select length(json) as n from inventories where connection_id = ?',
  );
  const connections = rosterDb.prepare<[], ConnectionContact>(contactsSql.connections);
  const anyContact = rosterDb.prepare<[string], { at: number | null }>(
    'select max(fetched_at) as at from freshness where connection_id = ?',
  );
  const oldestContact = rosterDb.prepare<[string], { at: number | null }>(
    'select min(fetched_at) as at from freshness where connection_id = ?',
  );
  const placesOf = rosterDb.prepare<[{ connectionId: string }], { id: string }>(
    `select id from workspaces where connection_id in (@connectionId, ${goneSql('@connectionId')})`,
  );
  const placeContacts = rosterDb.prepare<[], PlaceContact>(contactsSql.places);
  const shown = ledgerDb.prepare<[string], { workspace_id: string; contact_at: number }>(
    'select workspace_id, contact_at from copies where connection_id = ? and shown',
  );
  const erased = ledgerDb.prepare<[string], { workspace_id: string; contact_at: number; erased_at: number }>(
    'select workspace_id, contact_at, erased_at from copies where connection_id = ? and erased_at is not null',
  );
  const preference = ledgerDb.prepare<[string], { json: string }>(
    'select json from preferences where key = ?',
  );
  const placeContact = rosterDb.prepare<[string, string], { at: number | null }>(
    'select max(fetched_at) as at from freshness where connection_id = ? and workspace_id = ?',
  );
  /** A place that left the list has no copy of its own: what is kept of it is shown or hidden with its connection. */
  const goneIn = rosterDb.prepare<[string, string], { pk: number }>(
    `select pk from workspaces where connection_id = ${goneSql('?')} and id = ?`,
  );

  const bytes = (count: number, average: number | null | undefined, factor = overhead) =>
    Math.round(count * (average ?? 0) * factor);
  const amount = (row: (Ages & { n: number }) | undefined, size: number): StoredAmount => ({
    count: row?.n ?? 0,
    oldest: row?.oldest ?? null,
    newest: row?.newest ?? null,
    bytes: size,
  });

  function hiddenCopies(connectionId: string, now: number, retention: Retention): HiddenCopy[] {
    const anyway = new Map(shown.all(connectionId).map((row) => [row.workspace_id, row.contact_at]));
    const isHidden = (workspaceId: string, lastContact: number) =>
      isOlder(lastContact, retention.hideAfterDays, now) && anyway.get(workspaceId) !== lastContact;
    const whole = connections.all().find((one) => one.connectionId === connectionId);
    if (whole && isHidden('', whole.lastContact)) return [{ workspaceId: null, since: whole.lastContact }];
    // Choosing to see the connection anyway covers all its places.
    const showsAll = whole !== undefined && anyway.get('') === whole.lastContact;
    if (showsAll) return [];
    return placeContacts
      .all()
      .filter(
        (place) => place.connectionId === connectionId && isHidden(place.workspaceId, place.lastContact),
      )
      .map(({ workspaceId, lastContact }) => ({ workspaceId, since: lastContact }));
  }

  return {
    stored(connectionId) {
      const places = workspaceCount.get(connectionId);
      const pastRows = past.get({ connectionId });
      const lists: StoredList[] = [
        {
          what: 'workspaces',
          ...amount(
            {
              n: places?.n ?? 0,
              ...(ages.get(connectionId, 'workspaces') ?? { oldest: null, newest: null }),
            },
            bytes(places?.n ?? 0, places?.size),
          ),
        },
        ...rosterLists.map(({ what, lists: name }, n) => {
          const count = counts[n]?.count.get({ connectionId })?.n ?? 0;
          const age = ages.get(connectionId, name) ?? { oldest: null, newest: null };
          return {
            what,
            ...amount({ n: count, ...age }, bytes(count, counts[n]?.size.get({ connectionId })?.n)),
          };
        }),
        { what: 'past', ...amount(pastRows, bytes(pastRows?.n ?? 0, 150)) },
      ];
      const seen = history.get(connectionId);
      const kept = inventory.get(connectionId);
      return {
        lists,
        history: amount(seen, bytes(seen?.n ?? 0, historySize.get(connectionId)?.n, 1.5)),
        receipts: amount(receipts.get(connectionId), receiptSize.get(connectionId)?.n ?? 0),
        inventory: kept === undefined ? null : { bytes: kept.n },
        lastContact: anyContact.get(connectionId)?.at ?? null,
      };
    },
    hiddenCopies,
    copyHidden({ connectionId, workspaceId }, now, retention) {
      // Asked for with every page: what was in contact lately, as nearly everything was, is told from one row.
      const own = placeContact.get(connectionId, workspaceId)?.at ?? null;
      const isGone = own === null && goneIn.get(connectionId, workspaceId) !== undefined;
      const contact = isGone ? (anyContact.get(connectionId)?.at ?? null) : own;
      if (contact === null || !isOlder(contact, retention.hideAfterDays, now)) return null;
      const found = hiddenCopies(connectionId, now, retention).find(
        (copy) => copy.workspaceId === null || copy.workspaceId === workspaceId,
      );
      if (found === undefined) return null;
      const { eraseAfterDays } = retention;
      return {
        workspaceId,
        since: found.since,
        erasedAfter: eraseAfterDays === 0 ? null : found.since + eraseAfterDays * day,
        whole: found.workspaceId === null,
      };
    },
    hiddenPlaces(connectionId, now, retention) {
      const oldest = oldestContact.get(connectionId)?.at ?? null;
      if (oldest === null || !isOlder(oldest, retention.hideAfterDays, now)) return new Set();
      const copies = hiddenCopies(connectionId, now, retention);
      return copies.some(({ workspaceId }) => workspaceId === null)
        ? new Set(placesOf.all({ connectionId }).map(({ id }) => id))
        : new Set(copies.flatMap(({ workspaceId }) => workspaceId ?? []));
    },
    erasedCopies: (connectionId) =>
      erased.all(connectionId).flatMap((row): ErasedCopy[] => {
        const workspaceId = row.workspace_id === '' ? null : row.workspace_id;
        const contact =
          workspaceId === null
            ? anyContact.get(connectionId)?.at
            : placeContact.get(connectionId, workspaceId)?.at;
        // Fetched again since: there is a copy.
        if (contact !== null && contact !== undefined) return [];
        return [{ workspaceId, lastContact: row.contact_at, erasedAt: row.erased_at }];
      }),
    held: () => {
      const row = preference.get(clockKey);
      return reasonOf(row === undefined ? null : readClockMark(JSON.parse(row.json)));
    },
  };
}
