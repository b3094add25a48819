import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { countPause, createPagedList, rowAt, rowsToShow } from '../../../src-renderer/stores/paged-list.ts';

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
  const list = createPagedList<Query, string, Page>({
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
  const row = (index: number) => rowAt(list.store.getState().loaded, index);
  const last = () => {
    const one = asked.at(-1);
    if (one === undefined) throw new Error('nothing was asked');
    return one;
  };
  return { list, asked, row, last };
}

describe('a paged list', () => {
  it('asks for the pages in view and no other', async () => {
    const { list, asked, row, last } = listOf();
    list.show({ list: 'w1', text: '' });
    await last().answer();
    list.showRange(250, 310);
    expect(asked.map((one) => one.offset)).toEqual([0, 250, 300]);
    expect(row(250)).toBeUndefined();
  });

  it('reads another list ahead and shows it only when told, without asking again', async () => {
    const { list, asked, row, last } = listOf();
    list.show({ list: 'w1', text: '' });
    await last().answer();
    const ahead = list.prefetch({ list: 'w2', text: '' });
    await last().answer();
    expect(row(0)).toBe('w1  0');
    const show = await ahead;
    show(false);
    list.show({ list: 'w2', text: '' });
    expect(row(0)).toBe('w2  0');
    expect(list.store.getState().loading).toBe(false);
    expect(asked).toHaveLength(2);
  });

  it('asks again for what was read ahead of a change', async () => {
    const { list, asked, row, last } = listOf();
    list.show({ list: 'w1', text: '' });
    await last().answer();
    const ahead = list.prefetch({ list: 'w2', text: '' });
    await last().answer();
    list.markChanged();
    const show = await ahead;
    show(false);
    expect(row(0)).toBe('w2  0');
    expect(asked).toHaveLength(3);
    await last().answer(7);
    expect(list.store.getState().matching).toBe(7);
  });

  it('asks for nothing that was read ahead where no change was about it', async () => {
    const { list, asked, row, last } = listOf();
    const ahead = list.prefetch({ list: 'w1', text: '' });
    await last().answer();
    const show = await ahead;
    list.markChanged();
    show(true);
    expect(row(0)).toBe('w1  0');
    expect(asked).toHaveLength(1);
  });

  it('drops the answer to an older question', async () => {
    const { list, asked, row } = listOf();
    list.show({ list: 'w1', text: 'a' });
    list.show({ list: 'w1', text: 'ab' });
    await asked[1]?.answer();
    await asked[0]?.answer();
    expect(row(0)).toBe('w1 ab 0');
  });

  it('keeps the rows while the same list is asked differently, and none of another list', async () => {
    const { list, row, last } = listOf();
    list.show({ list: 'w1', text: '' });
    await last().answer();
    list.show({ list: 'w1', text: 'a' });
    expect(row(0)).toBe('w1  0');
    list.show({ list: 'w2', text: '' });
    expect(row(0)).toBeUndefined();
    expect(list.store.getState().page).toBeNull();
  });

  it('asks nothing again for the query it has', async () => {
    const { list, asked, last } = listOf();
    list.show({ list: 'w1', text: '' });
    await last().answer();
    list.show({ list: 'w1', text: '' });
    expect(asked).toHaveLength(1);
  });

  it('reads what is in view again when something changed, all of it at once', async () => {
    const { list, asked, row, last } = listOf();
    list.show({ list: 'w1', text: '' });
    await last().answer();
    list.showRange(5, 59);
    await last().answer();
    const again = list.reload();
    expect(asked.slice(2).map((one) => one.offset)).toEqual([0, 50]);
    await asked[2]?.answer();
    expect(row(0)).toBe('w1  0');
    await asked[3]?.answer();
    await again;
    expect(row(75)).toBe('w1  75');
  });

  it('asks for no window behind the end', async () => {
    const { list, asked, last } = listOf();
    list.show({ list: 'w1', text: '' });
    await last().answer(120);
    list.showRange(100, 400);
    expect(asked.map((one) => one.offset)).toEqual([0, 100]);
  });

  it('reads the page that a scroll moves towards before it comes into view', async () => {
    const { list, asked, last } = listOf();
    list.show({ list: 'w1', text: '' });
    await last().answer();
    list.showRange(2, 8);
    expect(asked.map((one) => one.offset)).toEqual([0]);
    list.showRange(8, 14);
    expect(asked.map((one) => one.offset)).toEqual([0, 50]);
    await last().answer();
    list.showRange(510, 540);
    await last().answer();
    expect(asked.map((one) => one.offset)).toEqual([0, 50, 500]);
    list.showRange(505, 535);
    expect(asked.map((one) => one.offset)).toEqual([0, 50, 500, 450]);
  });

  it('does not collect the whole list on a long scroll', async () => {
    const { list, asked, last } = listOf();
    list.show({ list: 'w1', text: '' });
    await last().answer(100_000);
    for (let first = 50; first < 2500; first += 50) {
      list.showRange(first, first + 40);
      await last().answer(100_000);
    }
    expect(asked.length).toBeGreaterThan(40);
    expect(list.store.getState().loaded.size).toBeLessThanOrEqual(8);
  });
});

describe('what screens draw of a paged list', () => {
  it('is the same while another search of it is under way, and another once its answer is there', async () => {
    const list = createPagedList<Query, string, { rows: string[]; matching: number }>({
      fetch: ({ text }) => Promise.resolve(ok({ rows: [text], matching: 1 })),
      sameList: (a, b) => a.list === b.list,
      sameQuery: (a, b) => a.list === b.list && a.text === b.text,
    });
    const drawn = () => list.drawn(list.store.getState());
    list.show({ list: 'a', text: 'x' });
    await vi.waitFor(() => expect(drawn().page).not.toBeNull());
    const before = drawn();
    list.show({ list: 'a', text: 'y' });
    expect(drawn()).toBe(before);
    await vi.waitFor(() => expect(drawn().page?.rows).toEqual(['y']));
    list.show({ list: 'b', text: '' });
    expect(drawn().page).toBeNull();
    expect(drawn().loading).toBe(true);
  });
});

describe('a list whose pages come uncounted', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A list of so many rows; each count waits until it is let go. */
  function uncounted(sizeOf: (text: string) => number) {
    const asked: { offset: number; after: string | null }[] = [];
    const counts: { text: string; answer(): Promise<void> }[] = [];
    const list = createPagedList<Query, string, { rows: string[]; matching: null; next: string | null }>({
      async fetch({ text }, offset, limit, after) {
        asked.push({ offset, after });
        const from = after === null ? offset : Number(after);
        const to = Math.min(sizeOf(text), from + limit);
        const rows = Array.from({ length: Math.max(0, to - from) }, (_, at) => `${text} ${from + at}`);
        return ok({ rows, matching: null, next: to < sizeOf(text) ? String(to) : null });
      },
      count: ({ text }) =>
        new Promise((resolve) => {
          counts.push({
            text,
            async answer() {
              resolve(sizeOf(text));
              await settled();
            },
          });
        }),
      sameList: (a, b) => a.list === b.list,
      sameQuery: (a, b) => a.list === b.list && a.text === b.text,
    });
    const show = async (text: string) => {
      list.show({ list: 'w1', text });
      await settled();
    };
    const range = async (first: number, last: number) => {
      list.showRange(first, last);
      await settled();
    };
    const state = () => list.store.getState();
    return { asked, counts, show, range, state };
  }
  const settled = () => new Promise((done) => setImmediate(done));

  it('shows its first rows before they are counted, and one that stands for the rest', async () => {
    const { counts, show, state } = uncounted(() => 1_000_000);
    await show('a');
    expect([state().matching, state().loading, rowsToShow(state())]).toEqual([null, false, 51]);
    await counts[0]?.answer();
    expect([state().matching, rowsToShow(state())]).toEqual([1_000_000, 1_000_000]);
  });

  it('is not counted where its end is in sight', async () => {
    const { counts, show, state } = uncounted(() => 42);
    await show('a');
    expect([state().matching, counts.length]).toEqual([42, 0]);
    const { show: showNone, state: none } = uncounted(() => 0);
    await showNone('b');
    expect(none().matching).toBe(0);
  });

  it('takes no count of the search before for its own', async () => {
    const { counts, show, state } = uncounted((text) => (text === 'a' ? 5000 : 3000));
    await show('a');
    await show('ab');
    vi.advanceTimersByTime(countPause);
    await counts[0]?.answer();
    expect(state().matching).toBeNull();
    await counts[1]?.answer();
    expect(state().matching).toBe(3000);
  });

  it('is counted once typing pauses, not at each key', async () => {
    const { counts, show } = uncounted(() => 5000);
    await show('');
    for (const text of ['a', 'an', 'ana']) await show(text);
    expect(counts.map(({ text }) => text)).toEqual(['']);
    vi.advanceTimersByTime(countPause);
    expect(counts.map(({ text }) => text)).toEqual(['', 'ana']);
  });

  it('goes on from the window before where that is there, and skips to any other', async () => {
    const { asked, counts, show, range } = uncounted(() => 5000);
    await show('a');
    await range(20, 30);
    await counts[0]?.answer();
    await range(3000, 3040);
    expect(asked).toEqual([
      { offset: 0, after: null },
      { offset: 50, after: '50' },
      { offset: 3000, after: null },
    ]);
  });
});
