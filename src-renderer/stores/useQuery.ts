import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { concerns, onEvent, type Topic } from './events.ts';
import { createQuery, type AskOptions, type QueryCall, type QueryState } from './query.ts';

/** Names what is asked for: the call and everything that its answer depends on. */
export type QueryKey = readonly (string | number | boolean | null)[];

export interface UseQueryOptions extends AskOptions {
  /** Asks again after these events, once for those that come close together. */
  reloadOn?: readonly Topic[];
  /** Only events that concern this place; without it all of them. `workspaceId` null: any workspace of the connection. */
  place?: { connectionId: string; workspaceId: string | null };
}

export interface QueryResult<T> extends Omit<QueryState<T>, 'key'> {
  /** Asks again, for a button that retries or after a change. */
  reload: () => Promise<void>;
  /** Shows a value that another call brought (the saved record, say). */
  set: (value: T) => void;
}

/** A refresh reports each list separately: one call serves all events within this time (ms). */
const eventDelayMs = 150;

/**
 * Calls the main process for a component and keeps the newest answer: use it instead of an effect that calls, a flag that tells
 * whether the component is still there, and states for the answer and the error.
 *
 *     const tables = useQuery(
 *       ['roles', connectionId, workspaceId],
 *       () => window.steward.roles.tables({ connectionId, workspaceId }),
 *       { reloadOn: ['roles'], place: { connectionId, workspaceId } },
 *     );
 *     tables.value, tables.error, tables.loading, tables.answeredAt, tables.reload()
 *
 * - `key` null: nothing is asked (a dialog without a place, a field that is empty). Another key drops the answer before and asks again;
 *   with `keepPrevious` that answer stays shown until the new one is there. With `delayMs` keys that change fast are asked for once.
 * - Whichever call was made last wins, in whatever order the answers arrive. While it is under way, and when it fails, the last answer
 *   to the same key stays in `value`, with `error` beside it.
 * - The call is always the one of the newest render. It gets an AbortSignal, which is aborted when its answer isn't wanted any longer;
 *   only calls of several steps need it.
 * - After `set`, what was under way is dropped.
 */
export function useQuery<T>(
  key: QueryKey | null,
  call: QueryCall<T>,
  options: UseQueryOptions = {},
): QueryResult<T> {
  const { keepPrevious = false, delayMs = 0 } = options;
  const [query] = useState(() => createQuery<T>());
  const id = key === null ? null : JSON.stringify(key);
  // Only what of it is to be seen: that another key is asked for shows before its effect does so.
  const shown = useStore(
    query.store,
    useShallow((state) => {
      // The first picture of another key comes before its effect: it must not show the answer to the key before.
      const isCurrent = state.key === id;
      const shows = isCurrent || (keepPrevious && id !== null);
      return {
        value: shows ? state.value : null,
        error: isCurrent ? state.error : null,
        loading: id !== null && (!isCurrent || state.loading),
        answeredAt: shows ? state.answeredAt : null,
      };
    }),
  );

  const newest = useRef({ call, options });
  useEffect(() => {
    newest.current = { call, options };
  });
  useEffect(() => {
    if (id === null) query.clear();
    else query.ask(id, (signal) => newest.current.call(signal), { keepPrevious, delayMs });
    return query.stop;
  }, [query, id, keepPrevious, delayMs]);
  useEffect(() => {
    if (id === null) return undefined;
    return onEvent((event) => {
      const { reloadOn = [], place } = newest.current.options;
      if (!reloadOn.includes(event.topic)) return;
      if (place === undefined || concerns(event, place)) query.reloadSoon(eventDelayMs);
    });
  }, [query, id]);

  return { ...shown, reload: query.reload, set: query.set };
}
