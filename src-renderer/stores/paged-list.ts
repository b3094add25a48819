import { createStore, useStore, type StoreApi } from 'zustand';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import { createNewest } from '../lib/newest.ts';

/** What every call for a page of a list answers, besides what is its own. */
export interface ListPage<Row> {
  rows: Row[];
  /** null: they were not counted for this page. */
  matching: number | null;
  /** Where the page that follows begins, so that it need not be skipped to; null at the end of the list. */
  next?: string | null;
}

export interface PagedListState<Query, Row, Page extends ListPage<Row>> {
  query: Query | null;
  /** The newest answer, for its counts and freshness; null until the first one of this list. */
  page: Page | null;
  /** Rows of the whole list; null while they are being counted. */
  matching: number | null;
  /** Loaded pages by number (offset ÷ page size); never the whole list. */
  loaded: ReadonlyMap<number, readonly Row[]>;
  /** Why the newest call failed; rows already shown stay. */
  error: AppError | null;
  /** True until the first answer for the newest query. */
  loading: boolean;
}

export interface PagedList<Query, Row, Page extends ListPage<Row>> {
  store: StoreApi<PagedListState<Query, Row, Page>>;
  /** The state as screens draw it: the same object until something of it changes that they show. */
  drawn(state: PagedListState<Query, Row, Page>): PagedListState<Query, Row, Page>;
  /** Asks for another query; rows of the same list stay until the answer is there, rows of another one go at once. */
  show(query: Query): void;
  /**
   * Reads the first rows of another list without showing them yet; the function it resolves to does. `isCurrent`: nothing that happened
   * since was about this list, otherwise it is read again after any change.
   */
  prefetch(query: Query): Promise<(isCurrent: boolean) => void>;
  /** Loads the pages of the rows in view, and keeps those around them. */
  showRange(first: number, last: number): void;
  /** Asks again for the rows in view (something changed in the main process). */
  reload(): Promise<void>;
  /** Something changed in some list: what is being prefetched may have been read before that. */
  markChanged(): void;
}

export interface PagedListOptions<Query, Row, Page extends ListPage<Row>> {
  /** `after`: the `next` of the page before this one, where that is loaded. */
  fetch(query: Query, offset: number, limit: number, after: string | null): Promise<Result<Page>>;
  /** For lists whose pages come uncounted, asked after them; null where it can't be said. */
  count?(query: Query): Promise<number | null>;
  /** Whether two queries ask about the same list (connection and workspace), only sorted or filtered differently. */
  sameList(a: Query, b: Query): boolean;
  sameQuery(a: Query, b: Query): boolean;
}

const size = 50;
/** Pages kept besides those in view; farther ones are dropped so that a long scroll doesn't collect the roster. */
const kept = 6;

/** A scroll reads the page it moves towards so many rows before it comes into view: rows that come drawn are drawn only once. */
const ahead = 40;

/**
 * Typing that pauses so long (ms) is counted: no count is asked for on the way to the next key. Most people take 150 to 250 ms from one key
 * to the next.
 */
export const countPause = 350;

/** Why pages are loaded: the list came on screen, it is searched or sorted another way, or it goes on as it is. */
type LoadCause = 'opened' | 'searched' | 'continued';

/** A sorted, filtered list of which only the pages near the view are held. Answers to an older query are dropped. */
export function createPagedList<Query, Row, Page extends ListPage<Row>>(
  options: PagedListOptions<Query, Row, Page>,
): PagedList<Query, Row, Page> {
  const store = createStore<PagedListState<Query, Row, Page>>(() => ({
    query: null,
    page: null,
    matching: null,
    loaded: new Map(),
    error: null,
    loading: false,
  }));
  const rounds = createNewest();
  /** Aborted once a newer query or a reload makes the pages under way useless. */
  let round = rounds.start();
  let changes = 0;
  let inView: [number, number] = [0, 0];
  let firstInView = 0;
  /** Pages that are being loaded. */
  const pending = new Set<number>();
  /** By the number of a page: where the page after it begins. */
  const cursors = new Map<number, string>();
  let counting: ReturnType<typeof setTimeout> | undefined;
  const startRound = () => {
    round = rounds.start();
    pending.clear();
    clearTimeout(counting);
  };

  const withinReach = (loaded: Map<number, readonly Row[]>) => {
    const middle = (inView[0] + inView[1]) / 2;
    const near = [...loaded.keys()].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
    for (const index of near.slice(inView[1] - inView[0] + 1 + kept)) {
      loaded.delete(index);
      cursors.delete(index);
    }
    return loaded;
  };

  const recount = async (query: Query): Promise<void> => {
    const mine = round;
    const matching = (await options.count?.(query)) ?? null;
    if (!mine.aborted && matching !== null) store.setState({ matching });
  };

  const recountSoon = (query: Query, cause: LoadCause) => {
    if (cause === 'searched') counting = setTimeout(() => void recount(query), countPause);
    else void recount(query);
  };

  /** Loads pages; `replace` swaps everything shown for them, so that old and new order never mix. */
  const load = async (
    query: Query,
    wanted: number[],
    replace: boolean,
    cause: LoadCause = 'continued',
  ): Promise<void> => {
    const mine = round;
    for (const index of wanted) pending.add(index);
    const answers = await Promise.all(
      wanted.map((index) =>
        options.fetch(query, index * size, size, replace ? null : (cursors.get(index - 1) ?? null)),
      ),
    );
    if (mine.aborted) return;
    if (replace) cursors.clear();
    for (const index of wanted) pending.delete(index);
    const loaded = new Map(replace ? [] : store.getState().loaded);
    let page: Page | null = null;
    let error: AppError | null = null;
    let end: number | null = null;
    answers.forEach((answer, at) => {
      const index = wanted[at];
      if (index === undefined) return;
      if (!answer.ok) {
        error = answer.error;
        return;
      }
      const { rows, next, matching } = answer.value;
      loaded.set(index, rows);
      page = answer.value;
      if (typeof next === 'string') cursors.set(index, next);
      // The page with the end of the list tells how long it is.
      end = matching ?? (next === null && rows.length > 0 ? index * size + rows.length : end);
      if (index === 0 && rows.length === 0) end = 0;
    });
    if (page === null) {
      store.setState({ error, loading: false });
      return;
    }
    // Another query has another number of rows: none is better than that of the one before.
    const matching = end ?? (cause === 'continued' ? store.getState().matching : null);
    store.setState({ page, matching, loaded: withinReach(loaded), error, loading: false });
    if (replace && end === null) recountSoon(query, cause);
  };

  const pagesOf = (first: number, last: number) => {
    const from = Math.floor(Math.max(0, first) / size);
    const to = Math.floor(Math.max(0, last) / size);
    return Array.from({ length: to - from + 1 }, (_, at) => from + at);
  };
  const pagesInView = () => pagesOf(inView[0] * size, inView[1] * size);

  /** How many rows before and after those in view are read with them. */
  const readAhead = (first: number): [number, number] => {
    const moved = first - firstInView;
    firstInView = first;
    // A jump says nothing about where it goes on.
    if (moved === 0 || Math.abs(moved) >= size) return [0, 0];
    return moved > 0 ? [0, ahead] : [ahead, 0];
  };

  const reload = async () => {
    const { query } = store.getState();
    if (query === null) return;
    startRound();
    await load(query, pagesInView(), true);
  };

  let drawn = store.getState();
  /** That the same list is searched another way shows only with its answer. */
  const isDrawnAlike = (a: PagedListState<Query, Row, Page>, b: PagedListState<Query, Row, Page>): boolean =>
    a.page === b.page &&
    a.matching === b.matching &&
    a.loaded === b.loaded &&
    a.error === b.error &&
    (a.loading === b.loading || b.page !== null) &&
    (a.query === b.query || (a.query !== null && b.query !== null && options.sameList(a.query, b.query)));

  return {
    store,
    drawn(state) {
      if (!isDrawnAlike(drawn, state)) drawn = state;
      return drawn;
    },
    show(query) {
      const before = store.getState().query;
      if (before !== null && options.sameQuery(before, query)) return;
      const same = before !== null && options.sameList(before, query);
      startRound();
      // The old count holds as long as the old rows are shown.
      if (same) store.setState({ query, loading: true, error: null });
      else {
        inView = [0, 0];
        store.setState({
          query,
          page: null,
          matching: null,
          loaded: new Map(),
          loading: true,
          error: null,
        });
      }
      void load(query, [...new Set([0, ...pagesInView()])], true, same ? 'searched' : 'opened');
    },
    async prefetch(query) {
      const changesBefore = changes;
      const answer = await options.fetch(query, 0, size, null);
      return (isCurrent) => {
        if (!answer.ok) return;
        startRound();
        cursors.clear();
        inView = [0, 0];
        const { rows, next, matching } = answer.value;
        if (typeof next === 'string') cursors.set(0, next);
        const end = matching ?? (next === null ? rows.length : null);
        const loaded = new Map([[0, rows]]);
        store.setState({ query, page: answer.value, matching: end, loaded, error: null, loading: false });
        // A change that came while this list wasn't shown yet.
        if (!isCurrent && changes !== changesBefore) void reload();
        else if (end === null) void recount(query);
      };
    },
    showRange(first, last) {
      const { query, loaded, loading, matching } = store.getState();
      if (query === null) return;
      inView = [Math.floor(Math.max(0, first) / size), Math.floor(Math.max(0, last) / size)];
      const [before, after] = readAhead(first);
      if (loading) return;
      const rows = matching ?? Infinity;
      const end = Math.max(0, Math.ceil(rows / size) - 1);
      const missing = pagesOf(first - before, last + after).filter(
        (index) => index <= end && !loaded.has(index) && !pending.has(index),
      );
      if (missing.length > 0) void load(query, missing, false);
    },
    reload,
    markChanged() {
      changes += 1;
    },
  };
}

/** The row at an index of the whole list, or undefined while its page isn't loaded. */
export function rowAt<Row>(loaded: ReadonlyMap<number, readonly Row[]>, index: number): Row | undefined {
  return loaded.get(Math.floor(index / size))?.[index % size];
}

export function usePagedList<Query, Row, Page extends ListPage<Row>>(
  list: PagedList<Query, Row, Page>,
): PagedListState<Query, Row, Page> {
  return useStore(list.store, list.drawn);
}

/** How many rows a table has to show: while they are counted, those that are loaded and one that stands for the rest. */
export function rowsToShow<Row>({
  matching,
  loaded,
}: {
  matching: number | null;
  loaded: ReadonlyMap<number, readonly Row[]>;
}): number {
  if (matching !== null) return matching;
  const ends = [...loaded].map(([index, rows]) => index * size + rows.length);
  return Math.max(0, ...ends) + 1;
}
