import { describe, expect, it } from 'vitest';
import { ok, type Result } from '../../../src-preload/contract/result.ts';
import { createWindows, rowAt } from '../../../src-renderer/stores/windows.ts';

interface Query {
  list: string;
  text: string;
}
interface Page {
  rows: string[];
  matching: number;
}
interface Asked {
  query: Query;
  offset: number;
  answer(matching?: number): Promise<void>;
}

function listOf() {
  const asked: Asked[] = [];
  const windows = createWindows<Query, string, Page>({
    fetch: (query, offset, limit) =>
      new Promise<Result<Page>>((resolve) => {
        asked.push({
          query,
          offset,
          async answer(matching = 1000) {
            resolve(
              ok({
                rows: Array.from({ length: limit }, (_, at) => `${query.list} ${query.text} ${offset + at}`),
                matching,
              }),
            );
            // The store takes the answer in a later microtask.
            await new Promise((done) => setImmediate(done));
          },
        });
      }),
    sameList: (a, b) => a.list === b.list,
    sameQuery: (a, b) => a.list === b.list && a.text === b.text,
  });
  const row = (index: number) => rowAt(windows.store.getState().windows, index);
  const last = () => {
    const one = asked.at(-1);
    if (one === undefined) throw new Error('nothing was asked');
    return one;
  };
  return { windows, asked, row, last };
}

describe('a list held in windows', () => {
  it('asks for the windows in view and no other', async () => {
    const { windows, asked, row, last } = listOf();
    windows.show({ list: 'w1', text: '' });
    await last().answer();
    windows.range(250, 310);
    expect(asked.map((one) => one.offset)).toEqual([0, 200, 300]);
    expect(row(250)).toBeUndefined();
  });

  it('drops the answer to an older question', async () => {
    const { windows, asked, row } = listOf();
    windows.show({ list: 'w1', text: 'a' });
    windows.show({ list: 'w1', text: 'ab' });
    await asked[1]?.answer();
    await asked[0]?.answer();
    expect(row(0)).toBe('w1 ab 0');
  });

  it('keeps the rows while the same list is asked differently, and none of another list', async () => {
    const { windows, row, last } = listOf();
    windows.show({ list: 'w1', text: '' });
    await last().answer();
    windows.show({ list: 'w1', text: 'a' });
    expect(row(0)).toBe('w1  0');
    windows.show({ list: 'w2', text: '' });
    expect(row(0)).toBeUndefined();
    expect(windows.store.getState().page).toBeNull();
  });

  it('asks nothing again for the query it has', async () => {
    const { windows, asked, last } = listOf();
    windows.show({ list: 'w1', text: '' });
    await last().answer();
    windows.show({ list: 'w1', text: '' });
    expect(asked).toHaveLength(1);
  });

  it('reads what is in view again when something changed, all of it at once', async () => {
    const { windows, asked, row, last } = listOf();
    windows.show({ list: 'w1', text: '' });
    await last().answer();
    windows.range(90, 120);
    await last().answer();
    const again = windows.reload();
    expect(asked.slice(2).map((one) => one.offset)).toEqual([0, 100]);
    await asked[2]?.answer();
    expect(row(0)).toBe('w1  0');
    await asked[3]?.answer();
    await again;
    expect(row(150)).toBe('w1  150');
  });

  it('asks for no window behind the end', async () => {
    const { windows, asked, last } = listOf();
    windows.show({ list: 'w1', text: '' });
    await last().answer(120);
    windows.range(100, 400);
    expect(asked.map((one) => one.offset)).toEqual([0, 100]);
  });

  it('does not collect the whole list on a long scroll', async () => {
    const { windows, asked, last } = listOf();
    windows.show({ list: 'w1', text: '' });
    await last().answer(100_000);
    for (let first = 100; first < 5000; first += 100) {
      windows.range(first, first + 50);
      await last().answer(100_000);
    }
    expect(asked.length).toBeGreaterThan(40);
    expect(windows.store.getState().windows.size).toBeLessThanOrEqual(8);
  });
});
