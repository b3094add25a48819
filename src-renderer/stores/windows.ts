import { createStore, useStore, type StoreApi } from 'zustand';
import type { AppError, Result } from '../../src-preload/contract/result.ts';

/** What every list call of the bridge answers, besides what is its own. */
export interface ListPage<Row> {
  rows: Row[];
  matching: number;
}

export interface WindowsState<Query, Row, Page extends ListPage<Row>> {
  query: Query | null;
  /** The newest answer, for its counts and freshness; null until the first one of this list. */
  page: Page | null;
  /** Loaded windows by their number (offset ÷ size); never the whole list. */
  windows: ReadonlyMap<number, readonly Row[]>;
  /** Why the newest call failed; rows already shown stay. */
  error: AppError | null;
  /** True until the first answer for the newest query. */
  loading: boolean;
}

export interface Windows<Query, Row, Page extends ListPage<Row>> {
  store: StoreApi<WindowsState<Query, Row, Page>>;
  /** Asks for another query; rows of the same list stay until the answer is there, rows of another one go at once. */
  show(query: Query): void;
  /** Tells which rows are in view, so that the windows around them are loaded. */
  range(first: number, last: number): void;
  /** Asks again for the rows in view (something changed in the main process). */
  reload(): Promise<void>;
}

export interface WindowsOptions<Query, Row, Page extends ListPage<Row>> {
  fetch(query: Query, offset: number, limit: number): Promise<Result<Page>>;
  /** Whether two queries ask about the same list (connection and workspace), only sorted or filtered differently. */
  sameList(a: Query, b: Query): boolean;
  sameQuery(a: Query, b: Query): boolean;
}

const size = 100;
/** Windows kept besides those in view; farther ones are dropped so that a long scroll doesn't collect the roster. */
const kept = 6;

/** A sorted, filtered list of which only the windows near the view are held. Late answers to an older question are dropped. */
export function createWindows<Query, Row, Page extends ListPage<Row>>(
  options: WindowsOptions<Query, Row, Page>,
): Windows<Query, Row, Page> {
  const store = createStore<WindowsState<Query, Row, Page>>(() => ({
    query: null,
    page: null,
    windows: new Map(),
    error: null,
    loading: false,
  }));
  let generation = 0;
  let inView: [number, number] = [0, 0];
  const asked = new Set<number>();

  const trimmed = (windows: Map<number, readonly Row[]>) => {
    const middle = (inView[0] + inView[1]) / 2;
    const near = [...windows.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    for (const index of near.slice(inView[1] - inView[0] + 1 + kept)) windows.delete(index);
    return windows;
  };

  /** Loads windows; `replace` swaps everything shown for them, so that old and new order never mix. */
  const load = async (query: Query, wanted: number[], replace: boolean): Promise<void> => {
    const mine = generation;
    for (const index of wanted) asked.add(index);
    const answers = await Promise.all(wanted.map((index) => options.fetch(query, index * size, size)));
    if (mine !== generation) return;
    for (const index of wanted) asked.delete(index);
    const windows = new Map(replace ? [] : store.getState().windows);
    let page: Page | null = null;
    let error: AppError | null = null;
    answers.forEach((answer, at) => {
      const index = wanted[at];
      if (index === undefined) return;
      if (!answer.ok) {
        error = answer.error;
        return;
      }
      windows.set(index, answer.value.rows);
      page = answer.value;
    });
    if (page === null) store.setState({ error, loading: false });
    else store.setState({ page, windows: trimmed(windows), error, loading: false });
  };

  const viewed = () => {
    const indexes: number[] = [];
    for (let index = inView[0]; index <= inView[1]; index += 1) indexes.push(index);
    return indexes;
  };

  return {
    store,
    show(query) {
      const before = store.getState().query;
      if (before !== null && options.sameQuery(before, query)) return;
      const same = before !== null && options.sameList(before, query);
      generation += 1;
      asked.clear();
      if (same) store.setState({ query, loading: true, error: null });
      else {
        inView = [0, 0];
        store.setState({ query, page: null, windows: new Map(), loading: true, error: null });
      }
      void load(query, [...new Set([0, ...viewed()])], true);
    },
    range(first, last) {
      const { query, windows, loading, page } = store.getState();
      if (query === null) return;
      inView = [Math.floor(Math.max(0, first) / size), Math.floor(Math.max(0, last) / size)];
      if (loading) return;
      const end = page === null ? 0 : Math.max(0, Math.ceil(page.matching / size) - 1);
      const missing = viewed().filter((index) => index <= end && !windows.has(index) && !asked.has(index));
      if (missing.length > 0) void load(query, missing, false);
    },
    async reload() {
      const { query } = store.getState();
      if (query === null) return;
      generation += 1;
      asked.clear();
      await load(query, viewed(), true);
    },
  };
}

/** The row at an index of the whole list, or undefined while its window isn't loaded. */
export function rowAt<Row>(windows: ReadonlyMap<number, readonly Row[]>, index: number): Row | undefined {
  return windows.get(Math.floor(index / size))?.[index % size];
}

export function useWindows<Query, Row, Page extends ListPage<Row>>(
  windows: Windows<Query, Row, Page>,
): WindowsState<Query, Row, Page> {
  return useStore(windows.store);
}
