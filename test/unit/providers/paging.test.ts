import { describe, expect, it } from 'vitest';
import { plainError } from '../../../src-main/base/errors.ts';
import { idAt, pagingLimits, readPages, type Page } from '../../../src-main/providers/paging.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';

interface Row {
  id: string;
  name: string;
}
const rows = (from: number, to: number): Row[] =>
  Array.from({ length: to - from }, (_, index) => ({ id: `r${from + index}`, name: `Row ${from + index}` }));

/** Reads pages of a server that answers by the offset that it is asked for; `answers` counts over all readings. */
async function read(
  server: (offset: number, answers: number) => Page<number>,
  limits: Partial<typeof pagingLimits> = {},
) {
  let answers = 0;
  const all = await readPages<number, Page<number>>(
    {
      first: 0,
      idOf: idAt('id'),
      incomplete: (detail) => plainError('malformed', 'The list came incomplete.', '', detail),
      ask: (offset) => Promise.resolve(ok(server(offset, (answers += 1)))),
    },
    { ...pagingLimits, ...limits },
  );
  return {
    answers,
    ids: all.ok ? all.value.records.map((record) => idAt('id')(record)) : null,
    doubt: all.ok ? null : all.error.detail,
  };
}

const honest = (size: number, total: number | null) => (offset: number) => {
  const records = rows(offset, Math.min(offset + 2, size));
  return { records, total, next: offset + 2 < size ? offset + 2 : null };
};

describe('a list that comes in pages', () => {
  it.each([0, 1, 2, 3, 5])('it reads all %i records of an honest server once', async (size) => {
    const { ids, answers } = await read(honest(size, size));
    expect(ids).toEqual(rows(0, size).map(({ id }) => id));
    expect(answers).toBe(Math.max(1, Math.ceil(size / 2)));
  });

  it('it reads a list again that shifted while it was read', async () => {
    const { ids, answers } = await read((offset, count) =>
      count === 2 ? { records: rows(1, 3), total: 4, next: null } : honest(4, 4)(offset),
    );
    expect(ids).toEqual(['r0', 'r1', 'r2', 'r3']);
    expect(answers).toBe(4);
  });

  it('it takes no list for whole in which a record came twice with other values', async () => {
    const { ids, doubt } = await read((offset) =>
      offset === 0
        ? { records: rows(0, 2), total: 3, next: 2 }
        : { records: [{ id: 'r1', name: 'Someone else' }, ...rows(2, 3)], total: 3, next: null },
    );
    expect(ids).toBeNull();
    expect(doubt).toBe('1 records came twice with other values');
  });

  it('it takes a record that came twice once where nothing is missing', async () => {
    const { ids } = await read((offset) =>
      offset === 0
        ? { records: rows(0, 2), total: 3, next: 2 }
        : { records: rows(1, 3), total: 3, next: null },
    );
    expect(ids).toEqual(['r0', 'r1', 'r2']);
  });

  it.each<[string, (offset: number) => Page<number>, string]>([
    ['promises more than it gives', (offset) => ({ ...honest(4, 9)(offset) }), '4 of 9 records'],
    [
      'repeats its first page for ever',
      (offset) => ({ records: rows(0, 2), total: null, next: offset + 2 }),
      'the same page comes again and again',
    ],
    [
      'sends round in a circle',
      (offset) => ({ records: rows(offset, offset + 2), total: null, next: offset === 0 ? 2 : 0 }),
      'the pages go round in a circle',
    ],
    [
      'has a page in the middle that is empty, and stops there',
      (offset) => (offset === 2 ? { records: [], total: 6, next: null } : honest(6, 6)(offset)),
      '2 of 6 records',
    ],
    [
      'gives no total and a record twice',
      (offset) =>
        offset === 0
          ? { records: rows(0, 2), total: null, next: 2 }
          : { records: rows(1, 3), total: null, next: null },
      '1 records came twice',
    ],
  ])('it gives an error instead of a part of the list where the server %s', async (_name, server, doubt) => {
    const result = await read(server);
    expect(result.ids).toBeNull();
    expect(result.doubt).toBe(doubt);
  });

  it('it ends where new records never do, by pages, by rows and by time, and doesn’t begin again', async () => {
    const endless = (offset: number) => ({
      records: rows(offset, offset + 2),
      total: null,
      next: offset + 2,
    });
    expect((await read(endless, { pages: 3 })).answers).toBe(3);
    expect((await read(endless, { rows: 4 })).answers).toBe(2);
    expect((await read(endless, { timeoutMs: -1 })).doubt).toBe('the pages took too long');
  });

  it('it gives the error of a page that could not be read', async () => {
    const error = plainError('server', 'It broke.', 'Try again.');
    const all = await readPages<number, Page<number>>({
      first: 0,
      idOf: idAt('id'),
      incomplete: () => error,
      ask: (offset) => Promise.resolve(offset === 0 ? ok(honest(4, 4)(0)) : fail(error)),
    });
    expect(all).toEqual({ ok: false, error });
  });

  it('it never takes an inherited property for an ID', () => {
    expect(idAt('constructor', 'toString')({})).toBeNull();
    expect(idAt('id')({ id: 7 })).toBe('7');
  });
});
