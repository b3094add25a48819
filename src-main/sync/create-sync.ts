import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import { bugError, errorFrom } from '../base/errors.ts';
import { createAfterFetch } from './after-fetch.ts';
import { createAnnouncements } from './announcements.ts';
import {
  answerWaiters,
  enqueueAndWait,
  followClock,
  keyOf,
  newConnectionQueue,
  newGeneration,
  takeNext,
  type ConnectionQueue,
  type Job,
} from './connection-queue.ts';
import { longestWait } from './failures.ts';
import { fetchList, type FetchEnd } from './fetch-list.ts';
import { isSameDoubt } from './plausibility.ts';
import { rules } from './reasons.ts';
import { createSchedule } from './schedule.ts';
import type { Sync } from './sync.ts';
import type { SyncDeps } from './sync-deps.ts';
import { refreshText } from './text.ts';

/** Requests in flight per connection. */
const atOnce = 4;

/**
 * Makes the sync: one queue per connection, so that a bad server never delays another. Queues start with the first
 * `refresh` of a connection and then keep their own periods. Call `forget` before a connection is signed out by the
 * user or erased, and `refresh(id, 'sign-in')` after each sign-in.
 */
export function createSync(deps: SyncDeps): Sync {
  const queues = new Map<string, ConnectionQueue>();
  const running = new Set<Promise<void>>();
  let stopped = false;
  const announcements = createAnnouncements(deps);
  const { setHealth, announce } = announcements;
  const { succeeded, doubted, noteDoubt, failed } = createAfterFetch(deps, announcements);
  const schedule = createSchedule(deps, () => stopped, pump);

  function queueOf(connectionId: string): ConnectionQueue {
    const existing = queues.get(connectionId);
    if (existing) return existing;
    const queue = newConnectionQueue(connectionId, deps.now());
    queues.set(connectionId, queue);
    return queue;
  }

  function pump(queue: ConnectionQueue): void {
    followClock(queue, deps.now());
    while (
      !stopped &&
      queue.signedOut === null &&
      queue.active.size < atOnce &&
      queue.holdUntil <= deps.now()
    ) {
      const job = takeNext(queue);
      if (!job) break;
      const work = run(queue, job);
      running.add(work);
      void work.finally(() => running.delete(work));
    }
    schedule.arm(queue);
  }

  async function run(queue: ConnectionQueue, job: Job): Promise<void> {
    const { generation, controller } = queue;
    const startedAt = deps.now();
    const isCurrent = () => !stopped && queue.generation === generation;
    if (job.list === 'workspaces') queue.workspacesStartedAt = startedAt;
    announce(queue, job);
    let end: FetchEnd;
    try {
      end = await fetchList(
        deps,
        { ...job, connectionId: queue.connectionId },
        controller.signal,
        isCurrent,
        (doubt) => noteDoubt(queue, job, doubt),
      );
    } catch (cause) {
      end = { end: 'failed', error: bugError(cause) };
    }
    if (!isCurrent()) {
      answerWaiters(job, fail(queue.signedOut ?? droppedError()));
      return;
    }
    queue.active.delete(job.key);
    if (end.end === 'fetched') succeeded(queue, job, end);
    else if (end.end === 'doubted') await doubted(queue, job, end);
    else if (end.error.kind === 'signed-out') endSession(queue, end.error, end.end === 'failed');
    else if (end.end !== 'not-offered') await failed(queue, job, end.error, startedAt, isCurrent);
    answerWaiters(job, end.end === 'fetched' ? ok(null) : fail(end.error));
    if (end.end !== 'not-offered') announce(queue, job);
    // The session may have ended, or the connection been forgotten, by this answer or while it was written.
    if (isCurrent()) pump(queue);
  }

  /** Nothing more is sent until the next sign-in. `byServer`: its answer said so; nobody else knows yet. */
  function endSession(queue: ConnectionQueue, error: AppError, byServer: boolean): void {
    queue.cancelTimer();
    queue.signedOut = error;
    newGeneration(queue, error);
    queue.retryAt = null;
    setHealth(queue, { state: 'failing', error, since: deps.now(), retryAt: null });
    if (byServer) deps.onSignedOut(queue.connectionId, error);
  }

  const fetchNow: Sync['fetchNow'] = async (connectionId, workspaceId, lists, signal) => {
    if (stopped || signal.aborted) return fail(droppedError());
    const queue = queueOf(connectionId);
    if (queue.signedOut !== null) return fail(queue.signedOut);
    followClock(queue, deps.now());
    if (queue.heldBy !== null && queue.holdUntil - deps.now() > longestWait) return fail(queue.heldBy);
    const waits = lists.map((list) =>
      enqueueAndWait(
        queue,
        { workspaceId: list === 'workspaces' ? null : workspaceId, list },
        signal,
        droppedError(),
      ),
    );
    pump(queue);
    const results = await Promise.all(waits);
    return results.find((result) => !result.ok) ?? ok(null);
  };

  return {
    refresh(connectionId, reason, ref) {
      if (stopped) return;
      const queue = queueOf(connectionId);
      if (reason === 'sign-in') {
        newGeneration(queue, droppedError());
        queue.signedOut = null;
      }
      if (queue.signedOut !== null) return;
      // Someone who asks wants to see what happens now, however long the server said to wait.
      if (reason === 'manual' || reason === 'sign-in') {
        queue.holdUntil = 0;
        queue.askedAt = deps.now();
      }
      if (rules[reason].resetsBackoff) {
        queue.failures = 0;
        queue.retryAt = null;
      }
      schedule.refreshQueue(queue, reason, ref?.workspaceId ?? null);
      pump(queue);
    },

    fetchNow,

    async accept(connectionId, workspaceId, list, doubt) {
      const queue = queueOf(connectionId);
      const key = keyOf({ workspaceId, list });
      const { generation } = queue;
      queue.accepted.set(key, doubt);
      const taken = await fetchNow(connectionId, workspaceId, [list], new AbortController().signal);
      if (queue.generation === generation) queue.accepted.delete(key);
      if (taken.ok) {
        queue.doubts.delete(key);
        return taken;
      }
      const now = deps.roster.freshness(connectionId, workspaceId, list).doubt;
      return now === null || isSameDoubt(now, doubt)
        ? taken
        : fail(errorFrom('conflict', refreshText.changedMeanwhile));
    },

    setInView(ref) {
      const before = schedule.setInView(ref);
      for (const id of new Set([before?.connectionId, ref?.connectionId])) {
        const queue = id === undefined ? undefined : queues.get(id);
        if (!queue) continue;
        queue.inViewAt = deps.now();
        schedule.arm(queue);
      }
    },

    periodsChanged() {
      for (const queue of queues.values()) schedule.arm(queue);
    },

    health: (connectionId) => queues.get(connectionId)?.health ?? { state: 'unknown' },

    isSyncing(connectionId, workspaceId, list) {
      const queue = queues.get(connectionId);
      const key = keyOf({ workspaceId, list });
      if (queue === undefined) return false;
      // What waits for a server that asked for time isn't under way: asking by hand is open meanwhile.
      return queue.active.has(key) || (queue.queued.has(key) && queue.holdUntil <= deps.now());
    },

    forget(connectionId) {
      const queue = queues.get(connectionId);
      if (!queue) return;
      queue.cancelTimer();
      newGeneration(queue, droppedError());
      queues.delete(connectionId);
    },

    async stop() {
      stopped = true;
      for (const queue of queues.values()) {
        queue.cancelTimer();
        newGeneration(queue, droppedError());
      }
      await Promise.allSettled([...running]);
    },
  };
}

function droppedError(): AppError {
  return errorFrom('cancelled', refreshText.stopped);
}
