import { describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import { csvOf } from '../../../src-main/files/report-csv.ts';
import { pastMembersReport } from '../../../src-main/queries/reports/past-columns.ts';
import type { ListBase } from '../../../src-main/queries/reports/pieces.ts';
import {
  membersReport,
  tokensReport,
  type MembersAsked,
} from '../../../src-main/queries/reports/place-columns.ts';
import type { Report } from '../../../src-main/files/report.ts';
import { memberRow, tokenRow } from '../store/support.ts';
import { memory, ref } from './support.ts';

const base: ListBase = {
  what: 'A list',
  from: [],
  query: '',
  sources: [],
  notes: [],
  complete: true,
  shown: null,
  stamp: () => '',
};

async function rowsOf(report: Report): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for await (const rows of report.pieces())
    for (const cells of rows)
      found.push(Object.fromEntries(report.columns.map(({ id }, at) => [id, cells[at]])));
  return found;
}

const asked = (more: Partial<MembersAsked> = {}): MembersAsked => ({
  ref,
  query: '',
  sort: { by: 'name', order: 'asc' },
  roles: [
    { id: 'OWNER', label: 'Owner' },
    { id: 'EDITOR', label: 'Editor' },
  ],
  roleLabel: (role) => role.toLowerCase(),
  above: null,
  fetchedAt: 10,
  matching: null,
  ...more,
});

describe('the report of a roster longer than one piece', () => {
  it.each([
    ['name', 'asc'],
    ['name', 'desc'],
    ['email', 'asc'],
    ['role', 'desc'],
  ] as const)('contains each member once, sorted by %s %s', async (by, order) => {
    const { members, roster } = memory();
    const all = Array.from({ length: 1234 }, (_, n) =>
      memberRow(`U${n}`, { role: n % 3 === 0 ? 'OWNER' : 'EDITOR' }),
    );
    members(all, 10);
    const rows = await rowsOf(membersReport(roster, base, asked({ sort: { by, order } })));
    expect(rows.length).toBe(1234);
    expect(new Set(rows.map(({ userId }) => JSON.stringify(userId))).size).toBe(1234);
    const onScreen = await roster.membersPage(ref, {
      query: '',
      sort: { by, order },
      roles: asked().roles,
      offset: 700,
      limit: 1,
    });
    expect(rows[700]).toMatchObject({ userId: knownValue(onScreen.rows[0]?.userId) });
  });

  it('contains only the members that match the search', async () => {
    const { members, roster } = memory();
    members([memberRow('U1'), memberRow('U2', { role: 'OWNER', name: none })], 10);
    const rows = await rowsOf(membersReport(roster, base, asked({ query: 'role:owner' })));
    expect(rows).toMatchObject([
      { name: none, role: knownValue('owner'), signedUpAt: notReported, asOf: knownValue(10) },
    ]);
  });
});

it('the report of tokens contains nothing of their secrets', async () => {
  const { members, tokens, roster } = memory();
  members([memberRow('U1', { name: knownValue('Ana') })], 10);
  tokens([tokenRow('t1', { hint: knownValue('sk-begins-like-this') }), tokenRow('t2', { name: none })], 10);
  const report = tokensReport(roster, base, {
    ref,
    query: '',
    sort: { by: 'name', order: 'asc' },
    list: 'active',
    now: 20,
    fetchedAt: 10,
  });
  expect(report.matching).toBe(2);
  expect(await rowsOf(report)).toMatchObject([
    { name: knownValue('token t1'), owner: knownValue('Ana'), status: knownValue('active') },
    { name: none },
  ]);
  let csv = '';
  for await (const piece of csvOf(report, 0)) csv += piece;
  expect(csv).not.toContain('sk-begins');
});

it('the report of a past roster shows it as it was then, in pieces', async () => {
  const { members, past } = memory();
  const before = Array.from({ length: 700 }, (_, n) => memberRow(`U${n}`));
  members(before, 10);
  members([...before.slice(4, 650), memberRow('U3', { role: 'OWNER' }), memberRow('new')], 20);
  const report = await pastMembersReport(past, base, { ref, at: 15, words: [], roleLabel: (role) => role });
  const rows = await rowsOf(report);
  expect(rows.length).toBe(700);
  expect(rows.map(({ userId }) => userId)).toEqual(
    past.membersAt(ref, 15).map(({ userId }) => knownValue(userId)),
  );
  expect(rows.every(({ role }) => JSON.stringify(role) === JSON.stringify(knownValue('EDITOR')))).toBe(true);
});

it('the report of a past roster is searched and sorted as on the screen', async () => {
  const { members, past } = memory();
  const many = Array.from({ length: 300 }, (_, n) => memberRow(`U${n}`, n % 7 === 0 ? { name: none } : {}));
  members(many, 10);
  members(many.map((row, n) => (n % 3 === 0 ? { ...row, role: 'OWNER' } : row)).slice(5), 20);
  members(
    many.map((row) => ({ ...row, name: knownValue(`Z${row.userId}`) })),
    30,
  );
  for (const [at, words] of [
    [15, []],
    [15, ['u1']],
    [25, ['U', '9']],
    [35, ['z']],
  ] as const) {
    const report = await pastMembersReport(past, base, { ref, at, words, roleLabel: (role) => role });
    const shown = past.membersPageAt(ref, at, { words, offset: 0, limit: 1000 });
    expect(report.matching).toBe(shown.matching);
    expect((await rowsOf(report)).map(({ userId }) => userId)).toEqual(
      shown.rows.map(({ userId }) => knownValue(userId)),
    );
  }
});

it('the report of a past roster notices a refresh during the reconstruction', async () => {
  const { members, past } = memory();
  members([memberRow('U1')], 10);
  const stamps = ['before', 'after', 'after'];
  const stamp = () => stamps.shift() ?? 'after';
  const report = await pastMembersReport(
    past,
    { ...base, stamp },
    { ref, at: 15, words: [], roleLabel: (role) => role },
  );
  expect(report.stamp()).not.toBe(report.stamp());
});
