import { expect, it } from 'vitest';
import { join } from 'node:path';
import { openDatabase, prepareForWriting } from '../../../src-main/store/database.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { rosterMigrations } from '../../../src-main/store/open/migrations/roster.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import { memberRow, meta, onEnd, rosterKey, temporaryFolder, value, workspaceRow } from './support.ts';

const ref = { connectionId: 'c1', workspaceId: 'w1' };

function openRoster() {
  const db = openDatabase(join(temporaryFolder(), 'roster.db'), rosterKey, { readonly: false });
  onEnd(() => void db.close());
  prepareForWriting(db, 'NORMAL');
  migrate(db, rosterMigrations, () => undefined);
  const work = createRosterWriter(db, new Set());
  value(work.swapWorkspaces('c1', [workspaceRow('w1')], meta(1)));
  return { db, work };
}

it('finds those who share an address, whatever its case', () => {
  const { db, work } = openRoster();
  const shared = ['b', 'a'].map((id) => memberRow(id, { email: 'Ana@example.com' }));
  value(
    work.swapMembers(
      ref,
      [shared[0], memberRow('c')].filter((row) => row !== undefined),
      meta(1),
    ),
  );
  value(work.swapMembers(ref, [...shared, memberRow('c')], meta(2)));
  const found = createRosterReader(db).membersByEmail(ref, 'ana@EXAMPLE.com');
  expect(found.map(({ userId }) => userId).sort()).toEqual(['a', 'b']);
});

it('looks an address up in the index of addresses, however long the roster is', () => {
  const { db } = openRoster();
  const prepared: string[] = [];
  const prepare = db.prepare.bind(db);
  db.prepare = (sql: string) => {
    prepared.push(sql);
    return prepare(sql);
  };
  createRosterReader(db);
  const byEmail = prepared.filter((sql) => sql.includes('from members') && sql.includes('email_key = ?'));
  const ways = byEmail.flatMap((sql) =>
    prepare<[], { detail: string }>(`explain query plan ${sql.replaceAll('?', '0')}`)
      .all()
      .map(({ detail }) => detail),
  );
  expect(ways).toEqual(['SEARCH members USING INDEX members_by_email (workspace_pk=? AND email_key=?)']);
});
