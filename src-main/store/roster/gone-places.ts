import type { Db } from '../database.ts';
import { imageOfInvitation, imageOfToken } from '../history/images.ts';
import type { PastList } from '../history/types.ts';
import { memberColumns } from './member-cells.ts';
import { currentTables } from './place-tables.ts';
import { invitationFromSql, type InvitationSqlRow } from './swap-invitations.ts';
import { tokenFromSql, type TokenSqlRow } from './swap-tokens.ts';

/**
 * The connection under which a place that left its list is kept. No reader of what is current asks for it, so that nobody of a place that
 * is gone counts as having access, while its past stays until its retention ends.
 */
export const goneSql = (connection: string) => `'gone ' || ${connection}`;

interface Kept {
  pk: number;
  list: PastList;
  at: number;
}

/** What happens to a place that leaves its connection's list, and when it comes back; to be run inside the swap of that list. */
export function createGonePlaces(db: Db) {
  // Fetched by a version that kept no past: what is there now is what it was then.
  const begin = db.prepare<[{ pk: number }]>(`
    insert into known_spans (workspace_pk, list, since, until, unreadable)
    select w.pk, f.list, f.fetched_at, f.fetched_at, f.unreadable
    from workspaces w join freshness f on f.connection_id = w.connection_id and f.workspace_id = w.id
    where w.pk = @pk and f.list in ('members', 'tokens', 'invitations') and f.fetched_at is not null
      and not exists (select 1 from known_spans s where s.workspace_pk = w.pk and s.list = f.list)`);
  const knownUntil = db
    .prepare<[number, PastList], number | null>(
      'select max(until) from known_spans where workspace_pk = ? and list = ?',
    )
    .pluck();
  // What a list was before the place left is led back to as from any other change.
  const keepMembers = db.prepare<[Omit<Kept, 'list'> & { from: number }]>(`
    insert into past_members (workspace_pk, from_at, at, present, ${memberColumns.join(', ')})
    select @pk, @from, @at, 1, ${memberColumns.join(', ')} from members where workspace_pk = @pk`);
  const keepRow = db.prepare<[Kept & { from: number; id: string; json: string }]>(
    'insert into past_rows (workspace_pk, list, from_at, at, id, json) values (@pk, @list, @from, @at, @id, @json)',
  );
  const tokens = db.prepare<[number], TokenSqlRow>('select * from tokens where workspace_pk = ?');
  const invitations = db.prepare<[number], InvitationSqlRow>(
    'select * from invitations where workspace_pk = ?',
  );
  const clear = [
    ...currentTables.map((table) => `delete from ${table} where workspace_pk = @pk`),
    `delete from freshness where (connection_id, workspace_id) =
      (select connection_id, id from workspaces where pk = @pk)`,
    `update workspaces set connection_id = ${goneSql('connection_id')}, member_count = 0, pending_count = 0,
      members_stamp = 0 where pk = @pk`,
  ].map((sql) => db.prepare<[{ pk: number }]>(sql));
  const note = db.prepare<[number, number | null, number]>(
    'insert into gone_places (workspace_pk, last_listed_at, missing_since) values (?, ?, ?)',
  );
  const gone = db.prepare<[{ connectionId: string; id: string }], { pk: number }>(
    `select pk from workspaces where connection_id = ${goneSql('@connectionId')} and id = @id`,
  );
  const restore = [
    'delete from gone_places where workspace_pk = @pk',
    // Its roles may be others by now, and aren't fetched yet.
    'delete from place_roles where workspace_pk = @pk',
    'update workspaces set connection_id = @connectionId where pk = @pk',
  ].map((sql) => db.prepare<[{ pk: number; connectionId: string }]>(sql));

  return {
    /** `lastListedAt`, `missingSince`: when the list that had it last and the first one without it were fetched. */
    leave({ pk }: { pk: number }, lastListedAt: number | null, missingSince: number): void {
      begin.run({ pk });
      /** From when to when a list is as it was last: the moment that it was fetched last stays before it. */
      const step = (list: PastList) => {
        const from = knownUntil.get(pk, list) ?? missingSince;
        return { from, at: Math.max(missingSince, from + 1) };
      };
      keepMembers.run({ pk, ...step('members') });
      const images = {
        tokens: tokens.all(pk).map((row) => ({ id: row.id, json: imageOfToken(tokenFromSql(row)) })),
        invitations: invitations
          .all(pk)
          .map((row) => ({ id: row.id, json: imageOfInvitation(invitationFromSql(row)) })),
      };
      for (const list of ['tokens', 'invitations'] as const)
        for (const row of images[list]) keepRow.run({ pk, list, ...step(list), ...row });
      for (const statement of clear) statement.run({ pk });
      note.run(pk, lastListedAt, missingSince);
    },
    /** Gives a place that is in the list again its past back. Its lists count as never fetched. */
    comeBack(connectionId: string, id: string): void {
      const place = gone.get({ connectionId, id });
      if (place !== undefined) for (const statement of restore) statement.run({ ...place, connectionId });
    },
  };
}
