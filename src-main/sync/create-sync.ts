import type { Health } from '../../src-preload/contract/connections.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import { bugError, errorFrom } from '../base/errors.ts';
import type { WorkspaceRow } from '../base/records.ts';
import { isOfThisDevice, longestWait, handleFailure } from './failures.ts';
import { fetchList, type FetchEnd, type FetchListDeps } from './fetch-list.ts';
import {
  answerWaiters,
  doNothing,
  enqueue,
  enqueueAndWait,
  followClock,
  keyOf,
  newGeneration,
  newConnectionQueue,
  defer,
  retryLists,
  takeNext,
  resume,
  type Job,
  type ConnectionQueue,
  type Target,
} from './connection-queue.ts';
import { rosterOwnerOf } from '../base/lists.ts';
import { askAgainAt, isConfirmed, isSameDoubt, nextPending, type Doubt } from './plausibility.ts';
import { defaultPeriods, isDue, minAgeOf, rules, type Periods } from './reasons.ts';
import type { RefreshReason, Sync } from './sync.ts';
import { refreshText } from './text.ts';
import { realTimer, type SetTimer } from './timers.ts';
import { listsSeenAt, listsToCatchUp } from './fetch-targets.ts';

export interface SyncDeps extends FetchListDeps {
  setTimer?: SetTimer;
  /** Looked up each time, because they are settings; not given: the default. */
  periods?: () => Periods;
  /** 0 to 1. */
  random: () => number;
  /** False: newly known places are fetched only when they are asked for. */
  catchesUp?: boolean;
  /** The server ended the session. Nothing more is sent until `refresh(connectionId, 'sign-in')`. */
  onSignedOut: (connectionId: string, error: AppError) => void;
  /** A list was read whole. */
  onRefreshed?: (connectionId: string, list: ListName) => void;
}

/** Requests in flight per connection. */
const atOnce = 4;

/**
 * Makes the sync: one queue per connection, so that a bad server never delays another. Queues start with the first
 * `refresh` of a connection and then keep their own periods. Call `forget` before a connection is signed out by the
 * user or erased, and `refresh(id, 'sign-in')` after each sign-in.
 */
export function createSync(deps: SyncDeps): Sync {
  const setTimer = deps.setTimer ?? realTimer;
  const periods = deps.periods ?? (() => defaultPeriods);
  const queues = new Map<string, ConnectionQueue>();
  const running = new Set<Promise<void>>();
  let inView: { connectionId: string; workspaceId: string | null } | null = null;
  let stopped = false;

  function queueOf(connectionId: string): ConnectionQueue {
    const existing = queues.get(connectionId);
    if (existing) return existing;
    const queue = newConnectionQueue(connectionId, deps.now());
    queues.set(connectionId, queue);
    return queue;
  }

  function setHealth(queue: ConnectionQueue, health: Health): void {
    const changed = queue.health.state !== health.state || health.state === 'failing';
    queue.health = health;
    if (changed) deps.onChanged({ topic: 'connections' });
  }

  function announce(queue: ConnectionQueue, job: Target): void {
    if (job.list === 'workspaces') deps.onChanged({ topic: 'workspaces', connectionId: queue.connectionId });
    else deps.onChanged({ topic: job.list, connectionId: queue.connectionId, workspaceId: job.workspaceId });
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
    arm(queue);
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
    else if (end.end === 'no-session' && end.error.kind === 'signed-out') rest(queue, end.error);
    else if (end.end !== 'not-offered') await failed(queue, job, end.error, startedAt, isCurrent);
    answerWaiters(job, end.end === 'fetched' ? ok(null) : fail(end.error));
    if (end.end !== 'not-offered') announce(queue, job);
    // The session may have ended, or the connection been forgotten, by this answer or while it was written.
    if (isCurrent()) pump(queue);
  }

  function succeeded(
    queue: ConnectionQueue,
    job: Job,
    { provider, doubt }: Extract<FetchEnd, { end: 'fetched' }>,
  ): void {
    queue.provider = provider;
    deps.onRefreshed?.(queue.connectionId, job.list);
    queue.listRetries.delete(job.key);
    // A list that is always like this stays accepted.
    if (doubt === null) queue.doubts.delete(job.key);
    // An answer that was on its way says nothing of a pause that the server has asked for since.
    if (queue.holdUntil <= deps.now()) {
      queue.failures = 0;
      queue.retryAt = null;
      queue.heldBy = null;
      setHealth(queue, { state: 'ok', at: deps.now() });
    }
    resume(queue);
    if (deps.catchesUp === false || (job.list !== 'workspaces' && job.list !== 'roles')) return;
    // Newly known roles may permit lists, here and where the roster is this place's, that nobody knew to be permitted before.
    const within = (place: WorkspaceRow) =>
      job.list === 'workspaces' || rosterOwnerOf('roles', place) === job.workspaceId;
    for (const target of listsToCatchUp(deps, queue.connectionId, provider, job.thenOlderThan, within))
      enqueue(queue, { ...target, priority: 2 });
  }

  /** Keeps why the list isn't shown beside its copy, so that it is known after a restart too. */
  async function doubted(
    queue: ConnectionQueue,
    { key, workspaceId, list }: Job,
    { doubt, error }: Extract<FetchEnd, { end: 'doubted' }>,
  ): Promise<void> {
    const now = deps.now();
    const { connectionId } = queue;
    const { kind, was, is, missing, added } = doubt;
    const before = deps.roster.freshness(connectionId, workspaceId, list).doubt;
    const readings = queue.doubts.get(key)?.readings ?? 1;
    const since = before !== null && isSameDoubt(before, doubt) ? Math.min(before.since, now) : now;
    const kept = { kind, was, is, missing, added, since, readings };
    await deps.roster.markDoubted(connectionId, workspaceId, list, now, error, kept);
  }

  /**
   * Counts a reading that is in doubt and asks again soon; true where it stood long enough to be what the server has, or where the admin has accepted it.
   * Readings from before a restart don't count: the clock may have been changed since, so the time between isn't certain.
   */
  function noteDoubt(queue: ConnectionQueue, job: Job, doubt: Doubt): boolean {
    const accepted = queue.accepted.get(job.key);
    if (accepted !== undefined && isSameDoubt(accepted, doubt)) return true;
    const now = deps.now();
    const pending = nextPending(queue.doubts.get(job.key), doubt, now);
    queue.doubts.set(job.key, pending);
    const { workspaceId, list } = job;
    queue.listRetries.set(job.key, { workspaceId, list, failures: 0, at: askAgainAt(pending, now) });
    return isConfirmed(pending, now);
  }

  async function failed(
    queue: ConnectionQueue,
    job: Job,
    error: AppError,
    startedAt: number,
    isCurrent: () => boolean,
  ): Promise<void> {
    if (error.kind === 'cancelled') return;
    if (error.kind === 'signed-out') {
      endSession(queue, error);
      return;
    }
    const now = deps.now();
    if (!isOfThisDevice(error)) {
      await deps.roster.markTried(queue.connectionId, job.workspaceId, job.list, now, error);
      if (!isCurrent()) return;
    }
    const { health, aside } = handleFailure(queue, job, error, { startedAt, now, random: deps.random });
    for (const job of aside) announce(queue, job);
    if (health !== null) setHealth(queue, health);
  }

  /** Nothing more is sent until the next sign-in. */
  function rest(queue: ConnectionQueue, error: AppError): void {
    queue.cancelTimer();
    queue.signedOut = error;
    newGeneration(queue, error);
    queue.retryAt = null;
    setHealth(queue, { state: 'failing', error, since: deps.now(), retryAt: null });
  }

  function endSession(queue: ConnectionQueue, error: AppError): void {
    rest(queue, error);
    deps.onSignedOut(queue.connectionId, error);
  }

  /** One timer per queue, for the earliest thing that will be due. */
  function arm(queue: ConnectionQueue): void {
    queue.cancelTimer();
    queue.cancelTimer = doNothing;
    if (stopped || queue.signedOut !== null) return;
    const { inView: inViewEvery, everything } = periods();
    const due: number[] = [];
    if (everything !== null) due.push(queue.backgroundAt + everything);
    if (inViewEvery !== null && inView?.connectionId === queue.connectionId)
      due.push(queue.inViewAt + inViewEvery);
    if (queue.retryAt !== null) due.push(queue.retryAt);
    if (queue.holdUntil > deps.now()) due.push(queue.holdUntil);
    for (const retry of queue.listRetries.values()) due.push(retry.at);
    if (due.length === 0) return;
    queue.cancelTimer = setTimer(
      () => {
        wake(queue);
      },
      Math.max(0, Math.min(...due) - deps.now()),
    );
  }

  function wake(queue: ConnectionQueue): void {
    const now = deps.now();
    followClock(queue, now);
    if (queue.retryAt !== null && queue.retryAt <= now) {
      queue.retryAt = null;
      enqueue(queue, { workspaceId: null, list: 'workspaces', priority: 1 });
    }
    retryLists(queue, now);
    const { inView: inViewEvery, everything } = periods();
    const showsThis = inView?.connectionId === queue.connectionId;
    if (inView !== null && showsThis && inViewEvery !== null && now - queue.inViewAt >= inViewEvery) {
      const { workspaceId } = inView;
      refreshQueue(queue, 'in-view', workspaceId);
    }
    if (everything !== null && now - queue.backgroundAt >= everything)
      refreshQueue(queue, 'background', null);
    pump(queue);
  }

  function refreshQueue(queue: ConnectionQueue, reason: RefreshReason, workspaceId: string | null): void {
    const rule = rules[reason];
    const minAge = minAgeOf(reason, periods());
    const now = deps.now();
    followClock(queue, now);
    const everything = rule.everything && workspaceId === null;
    if (everything) queue.backgroundAt = now;
    if (inView?.connectionId === queue.connectionId && (everything || workspaceId === inView.workspaceId))
      queue.inViewAt = now;
    const wanted: Target[] = [
      { workspaceId: null, list: 'workspaces' },
      ...(workspaceId === null ? [] : listsSeenAt(deps, queue.connectionId, queue.provider, workspaceId)),
    ];
    for (const target of wanted) {
      const freshness = deps.roster.freshness(queue.connectionId, target.workspaceId, target.list);
      const cascades = everything && target.list === 'workspaces';
      if (!cascades && !isDue(freshness, minAge, now)) continue;
      const thenOlderThan = cascades ? minAge : null;
      if (queue.retryAt !== null) defer(queue, target, thenOlderThan);
      else
        enqueue(queue, {
          ...target,
          priority: reason === 'background' ? 2 : 1,
          thenOlderThan,
          force: reason === 'change',
        });
    }
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
      refreshQueue(queue, reason, ref?.workspaceId ?? null);
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
      const before = inView;
      inView = ref;
      for (const id of new Set([before?.connectionId, ref?.connectionId])) {
        const queue = id === undefined ? undefined : queues.get(id);
        if (!queue) continue;
        queue.inViewAt = deps.now();
        arm(queue);
      }
    },

    periodsChanged() {
      for (const queue of queues.values()) arm(queue);
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
