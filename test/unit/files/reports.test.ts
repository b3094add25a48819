import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { day } from '../../../src-preload/shared/units.ts';
import { readCsv } from '../../../src-main/files/csv.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { writeFileAtomic } from '../../../src-main/base/atomic-file.ts';
import { csvOf } from '../../../src-main/files/report-csv.ts';
import { formulaSafe } from '../../../src-main/files/formula-guard.ts';
import { jsonOf, jsonRowsOf } from '../../../src-main/files/report-json.ts';
import { htmlOf } from '../../../src-main/files/report-html.ts';
import { chosenColumns, column, type Cell, type Report } from '../../../src-main/files/report.ts';
import { wholeReport } from '../../../src-main/files/whole-report.ts';

const now = Date.parse('2026-11-22T12:00:00.000Z');

const rows: Cell[][] = [
  [knownValue('Ana, the “first”'), knownValue(now - day), knownValue('u1')],
  [none, none, knownValue('u2')],
  [notReported, notReported, knownValue('=HYPERLINK("http://bad")')],
];

const report = (more: Partial<Report> = {}): Report => ({
  what: 'Members of Payments',
  from: [
    { label: 'Connection', value: 'Northwind (production)' },
    { label: 'Workspace', value: 'Payments' },
  ],
  query: 'role:owner',
  order: 'name, ascending',
  sources: [{ what: 'Members', fetchedAt: now - 2 * day, unreadable: 0, failed: null }],
  notes: [],
  complete: true,
  matching: 3,
  columns: [
    { id: 'name', header: 'Name', kind: 'text', shownWith: 'name', plain: false },
    { id: 'at', header: 'Signed up', kind: 'time', shownWith: null, plain: false },
    { id: 'id', header: 'User id', kind: 'text', shownWith: null, plain: true },
  ],
  async *pieces() {
    yield rows.slice(0, 2);
    yield rows.slice(2);
  },
  stamp: () => 'same',
  ...more,
});

async function* nothing(): AsyncGenerator<Cell[][]> {
  yield [];
}

async function text(pieces: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
}
const cellsOf = (csv: string) => {
  const read = readCsv(csv);
  if (!read.ok) throw new Error(read.problem);
  return read.records.map(({ cells }) => cells);
};

describe('a list as CSV', () => {
  it('states above its rows what it is, where it is from, its age and whether it is complete', async () => {
    const lines = cellsOf(await text(csvOf(report(), now)));
    expect(lines.slice(0, 9)).toEqual([
      ['What', 'Members of Payments', ''],
      ['Connection', 'Northwind (production)', ''],
      ['Workspace', 'Payments', ''],
      ['Search', 'role:owner', ''],
      ['Order', 'name, ascending', ''],
      ['Members as of', '2026-11-20T12:00:00.000Z, up to a week old', ''],
      ['Complete', 'yes', ''],
      ['Rows', '3', ''],
      ['Written', '2026-11-22T12:00:00.000Z', ''],
    ]);
  });

  it('has only the names of the columns and the rows where the data alone is wanted', async () => {
    const lines = cellsOf(await text(csvOf(report(), now, { dataOnly: true })));
    expect(lines.map(([first]) => first)).toEqual(['Name', 'Ana, the “first”', 'none', 'not reported']);
    const parsed: unknown = JSON.parse(await text(jsonRowsOf(report())));
    expect(parsed).toMatchObject([{ id: 'u1' }, { id: 'u2' }, {}]);
    const none = report({ pieces: () => nothing() });
    expect(JSON.parse(await text(jsonRowsOf(none)))).toEqual([]);
  });

  it('distinguishes a value, none and not reported, in lines of the same length', async () => {
    const csv = await text(csvOf(report(), now));
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const lines = cellsOf(csv);
    expect(lines.slice(9)).toEqual([
      ['Name', 'Signed up', 'User id'],
      ['Ana, the “first”', '2026-11-21T12:00:00.000Z', 'u1'],
      ['none', 'none', 'u2'],
      ['not reported', 'not reported', '=HYPERLINK("http://bad")'],
    ]);
    // Read by Steward it is what it was; a spreadsheet takes it for text.
    expect(csv).toContain(`"'=HYPERLINK(""http://bad"")"`);
    expect(new Set(lines.map((cells) => cells.length))).toEqual(new Set([3]));
  });

  it.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx', '\nx'])(
    'makes %j harmless for spreadsheets',
    (formula) => {
      expect(formulaSafe(formula)).toBe(`'${formula}`);
    },
  );

  it('gives minimum counts where records are missing, and no age that the clock can’t support', async () => {
    const sources = [
      { what: 'Members', fetchedAt: now + day, unreadable: 2, failed: 'The server is away.' },
      { what: 'Roles', fetchedAt: null, unreadable: 0, failed: null },
    ];
    const csv = await text(csvOf(report({ complete: false, sources }), now));
    const lines = cellsOf(csv).map(([label, value]) => `${label}: ${value}`);
    expect(lines).toContain('Rows: ≥ 3');
    expect(lines).toContain('Complete: no: records are missing, so counts are minimums');
    expect(lines).toContain('Members as of: age unknown because the clock was set back');
    expect(lines).toContain('Members: last attempt failed: The server is away.');
    expect(lines).toContain('Members: records left out: 2');
    expect(lines).toContain('Roles as of: never fetched');
  });
});

describe('a list as JSON', () => {
  it('has the heading beside the rows, and three states where a value may be unknown', async () => {
    const read: unknown = JSON.parse(await text(jsonOf(report({ complete: false }), now)));
    expect(read).toMatchObject({
      what: 'Members of Payments',
      from: { Connection: 'Northwind (production)', Workspace: 'Payments' },
      asOf: [{ list: 'Members', at: '2026-11-20T12:00:00.000Z', unreadable: 0 }],
      complete: false,
      rows: [
        {
          name: { state: 'known', value: 'Ana, the “first”' },
          at: { state: 'known', value: '2026-11-21T12:00:00.000Z' },
          id: 'u1',
        },
        { name: { state: 'none' }, at: { state: 'none' }, id: 'u2' },
        { name: { state: 'not-reported' }, at: { state: 'not-reported' }, id: '=HYPERLINK("http://bad")' },
      ],
      count: { atLeast: true, rows: 3 },
    });
  });

  it('is valid JSON without rows too', async () => {
    const nothing = report({
      async *pieces() {
        yield [];
      },
    });
    expect(JSON.parse(await text(jsonOf(nothing, now)))).toMatchObject({ rows: [], count: { rows: 0 } });
  });
});

it('a page for printing escapes everything that it shows', async () => {
  const evil = report({
    what: '<script>alert(1)</script>',
    async *pieces() {
      yield [[knownValue('<img src=x onerror=alert(1)>'), none, knownValue('"&')]];
    },
  });
  const html = await text(htmlOf(evil, now));
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain('<td>&quot;&amp;</td>');
  expect(html).toContain('<td><i>none</i></td>');
});

it('a report contains the columns on the screen in their order, and those that identify a row', () => {
  const all = [
    column.always<string>('name', 'Name', 'name', (row) => row),
    column.always<string>('email', 'E-mail', null, (row) => row),
    column.always<string>('role', 'Role', 'role', (row) => row),
    column.always<string>('status', 'Status', 'status', (row) => row),
    column.always<string>('id', 'Id', null, (row) => row),
  ];
  const ids = (shown: string[] | null) => chosenColumns(all, shown).map(({ id }) => id);
  expect(ids(null)).toEqual(['name', 'email', 'role', 'status', 'id']);
  expect(ids(['name', 'status', 'role'])).toEqual(['name', 'email', 'status', 'id', 'role']);
  expect(ids(['name', 'role'])).toEqual(['name', 'email', 'role', 'id']);
});

describe('a file of an export', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const inFolder = (name: string) => {
    folder = mkdtempSync(join(tmpdir(), 'report-test-'));
    return join(folder, name);
  };

  it('is left unchanged when writing fails half way, with nothing left beside it', async () => {
    const file = inFolder('members.csv');
    writeFileSync(file, 'before');
    async function* broken() {
      yield 'half';
      throw new Error('gone');
    }
    await expect(writeFileAtomic(file, broken())).rejects.toThrow('gone');
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['members.csv']);
  });

  it('is written again when the list was refreshed meanwhile, and fails when that keeps happening', async () => {
    const file = inFolder('members.csv');
    let at = 0;
    const write = (one: Report) => writeFileAtomic(file, csvOf(one, now)).then(() => ok(null));
    const moving = (until: number) => async () =>
      ok(report({ stamp: () => String(Math.min((at += 1), until)) }));
    expect(await wholeReport(moving(3), write)).toEqual(ok({ rows: 3, complete: true }));
    rmSync(file);
    at = 0;
    expect(await wholeReport(moving(1000), write)).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('isn’t started when the list can’t be read', async () => {
    const gone = fail(plainError('not-found', 'This copy is hidden.', 'Refresh it.'));
    expect(
      await wholeReport(
        async () => gone,
        async () => ok(null),
      ),
    ).toBe(gone);
  });
});
