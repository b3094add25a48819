import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareForWriting } from '../../../src-main/store/database.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { ledgerMigrations } from '../../../src-main/store/open/migrations/ledger.ts';
import type { Difference } from '../../../src-main/store/history/types.ts';
import {
  addSeen,
  ledgerKey,
  memberRow,
  meta,
  open,
  raw,
  temporaryFolder,
  tokenRow,
  value,
  workspaceRow,
} from './support.ts';

const difference = (more: Partial<Difference>): Difference => ({
  kind: 'member.role',
  workspaceId: 'w1',
  subjectId: 'U1',
  subject: 'Ana@example.com',
  before: 'A',
  after: 'B',
  ...more,
});

it('history from before version 3 is shown, by person too, and leaves out what wasn’t recorded', async () => {
  const folder = temporaryFolder();
  const db = raw(join(folder, 'ledger.db'), ledgerKey);
  prepareForWriting(db, 'FULL');
  migrate(
    db,
    ledgerMigrations.filter(({ version }) => version <= 2),
    () => undefined,
  );
  db.exec(`
    insert into history (connection_id, workspace_id, from_at, at, kind, subject_id, subject, before, after) values
      ('c1', 'w1', 1, 2, 'member.left', 'U1', 'Ána@example.com', null, null),
      ('c1', 'w1', 1, 3, 'token.created', 't1', 'CI', null, null)`);
  db.close();
  const { ledger, timelines } = await open(folder);
  expect(ledger.history('c1', 'w1')).toHaveLength(2);
  const key = { connectionId: null, userId: null, email: 'ána@example.com' };
  expect(timelines.person(key, null, 9)).toMatchObject([
    { kind: 'member.left', personId: 'U1', row: null, before: null },
  ]);
  expect(timelines.workspace({ connectionId: 'c1', workspaceId: 'w1' }, null, 9)).toMatchObject([
    { kind: 'token.created', personId: null, row: null },
    { kind: 'member.left' },
  ]);
});

it('members who joined or left are shown with their role and details', async () => {
  const { roster, timelines } = await open(temporaryFolder());
  const ref = { connectionId: 'c1', workspaceId: 'w1' };
  value(await roster.swapWorkspaces('c1', [workspaceRow('w1')], meta(1)));
  value(await roster.swapMembers(ref, [memberRow('U1', { role: 'OWNER' })], meta(1)));
  value(await roster.swapMembers(ref, [memberRow('U2', { status: 'pending' })], meta(2)));
  value(await roster.swapTokens(ref, [], meta(1)));
  value(await roster.swapTokens(ref, [tokenRow('t1', { ownerId: 'U2' })], meta(2)));
  const rows = timelines
    .workspace(ref, null, 9)
    .map((row) => ({ ...row, row: JSON.parse(row.row ?? 'null') as unknown }));
  expect(rows).toMatchObject([
    {
      kind: 'token.created',
      personId: 'U2',
      row: { ownerId: 'U2', expiresAt: { state: 'known', value: 100_000 } },
    },
    { kind: 'member.left', personId: 'U1', before: 'OWNER', row: { status: 'active' } },
    {
      kind: 'member.joined',
      personId: 'U2',
      after: 'EDITOR',
      row: { status: 'pending', name: { value: 'Name U2' } },
    },
  ]);
  // Of a person, the tokens that are theirs are told too.
  expect(
    timelines
      .person({ connectionId: null, userId: null, email: 'U2@example.com' }, null, 9)
      .map(({ kind }) => kind),
  ).toEqual(['token.created', 'member.joined']);
});

it('it pages to older rows, each once, even where many have the same time', async () => {
  const store = await open(temporaryFolder());
  const { timelines } = store;
  const many = Array.from({ length: 7 }, (_, n) =>
    difference({ subjectId: `U${n}`, subject: `u${n}@example.com` }),
  );
  value(await addSeen(store, 'c1', 1, 2, many));
  value(await addSeen(store, 'c1', 2, 3, many.slice(0, 2)));
  value(await addSeen(store, 'c1', 2, 3, [difference({ workspaceId: 'w2' })]));
  const ref = { connectionId: 'c1', workspaceId: 'w1' };
  const all = timelines.workspace(ref, null, 100);
  const paged: typeof all = [];
  for (;;) {
    const last = paged.at(-1);
    const page = timelines.workspace(ref, last === undefined ? null : { at: last.at, id: last.id }, 2);
    if (page.length === 0) break;
    paged.push(...page);
  }
  expect(paged).toEqual(all);
  expect(all).toHaveLength(9);
});

it('an e-mail is looked up in all connections, a user ID only in its own', async () => {
  const store = await open(temporaryFolder());
  const { timelines } = store;
  value(await addSeen(store, 'c1', 1, 2, [difference({})]));
  value(await addSeen(store, 'c2', 1, 3, [difference({ subjectId: 'other-id' })]));
  value(await addSeen(store, 'c2', 1, 4, [difference({ subjectId: 'U1', subject: 'somebody@example.com' })]));
  const at = (key: { connectionId: string | null; userId: string | null; email: string | null }) =>
    timelines.person(key, null, 9).map((row) => row.at);
  expect(at({ connectionId: null, userId: null, email: 'ana@EXAMPLE.com' })).toEqual([3, 2]);
  expect(at({ connectionId: 'c2', userId: null, email: 'ana@example.com' })).toEqual([3]);
  expect(at({ connectionId: 'c2', userId: 'U1', email: null })).toEqual([4]);
  expect(at({ connectionId: null, userId: null, email: '' })).toEqual([]);
});

it('it keeps the order of observation when the clock was set back', async () => {
  const store = await open(temporaryFolder());
  const { timelines } = store;
  const times = [5, 900, 901, 6, 7];
  for (const [n, at] of times.entries())
    value(await addSeen(store, 'c1', n, at, [difference({ subjectId: `U${n}`, subject: 'a@example.com' })]));
  const pages = (read: (after: { at: number; id: number } | null) => { at: number; id: number }[]) => {
    const found: number[] = [];
    for (let page = read(null); page.length > 0; page = read(page.at(-1) ?? null))
      found.push(...page.map(({ at }) => at));
    return found;
  };
  const ref = { connectionId: 'c1', workspaceId: 'w1' };
  expect(pages((after) => timelines.workspace(ref, after, 2))).toEqual([7, 6, 901, 900, 5]);
  const key = { connectionId: null, userId: null, email: 'a@example.com' };
  expect(pages((after) => timelines.person(key, after, 2))).toEqual([7, 6, 901, 900, 5]);
});

it('a history that was written out of time is put into its order, and another connection’s isn’t', async () => {
  const store = await open(temporaryFolder());
  for (const [connectionId, at] of [
    ['c1', 5],
    ['c2', 8],
    ['c1', 9],
    ['c2', 3],
    ['c1', 7],
  ] as const)
    value(await addSeen(store, connectionId, 1, at, [difference({ subjectId: `U${at}` })]));
  value(await store.ledger.sortHistory('c1'));
  const times = (connectionId: string) =>
    store.timelines.workspace({ connectionId, workspaceId: 'w1' }, null, 9).map(({ at }) => at);
  expect(times('c1')).toEqual([9, 7, 5]);
  expect(times('c2')).toEqual([3, 8]);
});
