import { expect, it } from 'vitest';
import { z } from 'zod';
import { readRows } from '../../../src-main/providers/records.ts';
import type { MemberRow } from '../../../src-main/base/records.ts';
import { memberRow, meta, open, problem, temporaryFolder, value, workspaceRow } from './support.ts';

/* Members on their way to the writer while the rest of their list is still being read. */

const ref = { connectionId: 'c1', workspaceId: 'w1' };

async function openRoster() {
  const { roster } = await open(temporaryFolder());
  value(await roster.swapWorkspaces('c1', [workspaceRow('w1')], meta(1)));
  value(await roster.swapMembers(ref, [memberRow('Ana'), memberRow('Ben')], meta(2)));
  const ids = () =>
    roster
      .members(ref)
      .map(({ userId }) => userId)
      .sort();
  return { roster, ids };
}

it('members that were sent ahead are in the copy once they are swapped in, and not before', async () => {
  const { roster, ids } = await openRoster();
  const ahead = roster.membersAhead();
  ahead.send([memberRow('Ana'), memberRow('Cleo')]);
  ahead.send([memberRow('Dan')]);
  expect(ids()).toEqual(['Ana', 'Ben']);
  const differences = value(await ahead.swap(ref, meta(3)));
  expect(ids()).toEqual(['Ana', 'Cleo', 'Dan']);
  expect(differences.map(({ kind, subjectId }) => `${kind} ${subjectId}`)).toEqual([
    'member.joined Cleo',
    'member.joined Dan',
    'member.left Ben',
  ]);
});

it('members that were sent ahead and forgotten never come into the copy', async () => {
  const { roster, ids } = await openRoster();
  const ahead = roster.membersAhead();
  ahead.send([memberRow('Cleo')]);
  ahead.forget();
  expect(problem(await ahead.swap(ref, meta(3))).kind).toBe('store-unavailable');
  expect(ids()).toEqual(['Ana', 'Ben']);
});

it('only the very rows that were sent, all of them and in their order, count as sent ahead', async () => {
  const { roster } = await openRoster();
  const [ana, ben, cleo] = [memberRow('Ana'), memberRow('Ben'), memberRow('Cleo')];
  const ahead = roster.membersAhead();
  ahead.send([ana, ben]);
  expect(ahead.isAll([ana, ben])).toBe(true);
  expect(ahead.isAll([ben, ana])).toBe(false);
  expect(ahead.isAll([ana, ben, cleo])).toBe(false);
  expect(ahead.isAll([ana])).toBe(false);
  expect(ahead.isAll([ana, { ...ben, role: 'OWNER' }])).toBe(false);
});

it('rows of a long list are given ahead piece by piece, each once and in order, without those that can’t be read', async () => {
  const records = Array.from({ length: 2500 }, (_, n) => (n % 100 === 7 ? {} : { userId: `U${n}` }));
  const pieces: (readonly MemberRow[])[] = [];
  const read = await readRows(
    z.object({ userId: z.string() }),
    records,
    ({ userId }) => memberRow(userId),
    (rows) => void pieces.push(rows),
  );
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.flat()).toEqual(read.rows);
  expect(read.unreadable).toBe(25);
});
