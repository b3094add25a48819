import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MembersQuery } from '../roster/types.ts';
import type { FromSearch, SearchData, ToSearch } from './search-protocol.ts';
import type { RosterSearch, SyncRosterSearch } from '../search/types.ts';

export interface Searches {
  search: RosterSearch;
  /** What is kept of rosters in memory is dropped: one was erased. */
  forget(): void;
  close(): Promise<void>;
}

/** Searches in the thread that asks: for programs that have nothing else to do meanwhile. */
export function searchHere(search: SyncRosterSearch): Searches {
  const methods = Object.entries(search).map(
    ([name, method]: [string, (...args: unknown[]) => unknown]): [string, unknown] => [
      name,
      async (...args: unknown[]) => method(...args),
    ],
  );
  return {
    // Every method of `search` under its own name.
    search: Object.fromEntries(methods) as unknown as RosterSearch,
    forget: () => undefined,
    close: () => Promise.resolve(),
  };
}

interface Running {
  worker: Worker;
  pending: Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>;
}

/**
 * Searches in a thread that the first search starts. If it ends, the next search starts another. The first page of a roster by
 * name is read here: along its index it takes less than the way to the thread.
 */
export function searchInThread(file: string, data: SearchData, here: SyncRosterSearch): Searches {
  let running: Running | null = null;
  let nextId = 1;

  function start(): Running {
    const worker = new Worker(file, { workerData: data, name: 'steward-search' });
    const started: Running = { worker, pending: new Map() };
    worker.on('message', (reply: FromSearch) => {
      const waiting = started.pending.get(reply.id);
      started.pending.delete(reply.id);
      if (reply.ok) waiting?.resolve(reply.value);
      else waiting?.reject(new Error(reply.message));
    });
    const ended = (cause: Error) => {
      if (running === started) running = null;
      for (const waiting of started.pending.values()) waiting.reject(cause);
      started.pending.clear();
    };
    worker.on('error', ended);
    worker.once('exit', () => ended(new Error('The search thread has ended.')));
    // An unanswered search keeps the program going, an idle thread doesn't.
    worker.unref();
    return started;
  }

  function call(method: keyof SyncRosterSearch, args: unknown[], signal?: AbortSignal): Promise<unknown> {
    running ??= start();
    const { worker, pending } = running;
    const id = nextId++;
    const abort = () => worker.postMessage({ type: 'abort', id } satisfies ToSearch);
    worker.ref();
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      signal?.addEventListener('abort', abort, { once: true });
      worker.postMessage({ type: 'call', id, method, args } satisfies ToSearch);
    }).finally(() => {
      signal?.removeEventListener('abort', abort);
      if (pending.size === 0) worker.unref();
    });
  }

  const local = searchHere(here).search;
  const inThread = Object.keys(here).map((name) => [
    name,
    (...args: unknown[]) => call(name as keyof SyncRosterSearch, args),
  ]);
  // Every method of `here` under its own name.
  const search = Object.fromEntries(inThread) as RosterSearch;
  return {
    search: {
      ...search,
      membersPage: (ref, query) => (isPlain(query) ? local : search).membersPage(ref, query),
      // A signal can't be sent; the thread has one of its own.
      countMembers: (ref, query, signal) =>
        signal.aborted
          ? Promise.resolve(null)
          : (call('countMembers', [ref, query], signal) as ReturnType<RosterSearch['countMembers']>),
    },
    forget: () => running?.worker.postMessage({ type: 'forget' } satisfies ToSearch),
    // Asked to exit, not terminated: Electron can crash when a thread is terminated while it starts or has a database open.
    async close() {
      if (running === null) return;
      const { worker } = running;
      const ended = once(worker, 'exit');
      worker.postMessage({ type: 'close' } satisfies ToSearch);
      await ended;
    },
  };
}

const isPlain = ({ query, sort, offset }: MembersQuery): boolean =>
  query.trim() === '' && sort.by === 'name' && sort.order === 'asc' && offset === 0;
