import type { Health } from '../../src-preload/contract/connections.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok } from '../../src-preload/shared/result.ts';
import { bugError, plainError } from '../base/errors.ts';
import type { Provider } from '../providers/provider.ts';
import type { WorkspaceRow } from '../base/records.ts';
import { isOfThisDevice, longestWait, takeFailure } from './failures.ts';
import { fetchList, type FetchEnd, type FetchListDeps } from './fetch-list.ts';
import {
  answerWaiters,
  doNothing,
  enqueue,
  enqueueAndWait,
  followClock,
  keyOf,
  newGeneration,
  newLane,
  putAside,
  retryLists,
  takeNext,
  takeUpAgain,
  type Job,
  type Lane,
  type Target,
} from './connection-queue.ts';
import { keeperOf } from '../access/list-access.ts';
import { backgroundEvery, inViewEvery, isDue, rules } from './reasons.ts';
import type { RefreshReason, Sync } from './sync.ts';
import { realTimer, type SetTimer } from './timers.ts';
import { listsSeenAt, listsToCatchUp } from './fetch-targets.ts';

export interface SyncDeps extends FetchListDeps {
  setTimer?: SetTimer;
  /** 0 to 1. */
  random: () => number;
  /** The server ended the session. Nothing more is sent until `refresh(connectionId, 'sign-in')`. */
  onSignedOut: (connectionId: string, error: AppError) => void;
}

/** Requests in flight per connection. */
const atOnce = 4;

/**
 * Makes the sync: one queue per connection, so that a bad server never delays another. Lanes start with the first
 * `refresh` of a connection and then keep their own periods. Call `forget` before a connection is signed out by the
 * user or erased, and `refresh(id, 'sign-in')` after each sign-in.
 */
export function createSync(deps: SyncDeps): Sync {
  const setTimer = deps.setTimer ?? realTimer;
  const lanes = new Map<string, Lane>();
  const running = new Set<Promise<void>>();
  let inView: { connectionId: string; workspaceId: string | null } | null = null;
  let stopped = false;

  function laneOf(connectionId: string): Lane {
    const existing = lanes.get(connectionId);
    if (existing) return existing;
    const lane = newLane(connectionId, deps.now());
    lanes.set(connectionId, lane);
    return lane;
  }

  function setHealth(lane: Lane, health: Health): void {
    const changed = lane.health.state !== health.state || health.state === 'failing';
    lane.health = health;
    if (changed) deps.onChanged({ topic: 'connections' });
  }

  function announce(lane: Lane, job: Target): void {
    if (job.list === 'workspaces') deps.onChanged({ topic: 'workspaces', connectionId: lane.connectionId });
    else deps.onChanged({ topic: job.list, connectionId: lane.connectionId, workspaceId: job.workspaceId });
  }

  function pump(lane: Lane): void {
    followClock(lane, deps.now());
    while (!stopped && lane.signedOut === null && lane.active.size < atOnce && lane.holdUntil <= deps.now()) {
      const job = takeNext(lane);
      if (!job) break;
      const work = run(lane, job);
      running.add(work);
      void work.finally(() => running.delete(work));
    }
    arm(lane);
  }

  async function run(lane: Lane, job: Job): Promise<void> {
    const { generation, controller } = lane;
    const startedAt = deps.now();
    const isCurrent = () => !stopped && lane.generation === generation;
    if (job.list === 'workspaces') lane.workspacesStartedAt = startedAt;
    announce(lane, job);
    let end: FetchEnd;
    try {
      end = await fetchList(deps, { ...job, connectionId: lane.connectionId }, controller.signal, isCurrent);
    } catch (cause) {
      end = { end: 'failed', error: bugError(cause) };
    }
    if (!isCurrent()) {
      answerWaiters(job, fail(lane.signedOut ?? droppedError()));
      return;
    }
    lane.active.delete(job.key);
    if (end.end === 'fetched') succeeded(lane, job, end.provider);
    else if (end.end === 'no-session' && end.error.kind === 'signed-out') rest(lane, end.error);
    else if (end.end !== 'not-offered') await failed(lane, job, end.error, startedAt, isCurrent);
    answerWaiters(job, end.end === 'fetched' ? ok(null) : fail(end.error));
    if (end.end !== 'not-offered') announce(lane, job);
    // The session may have ended, or the connection been forgotten, by this answer or while it was written.
    if (isCurrent()) pump(lane);
  }

  function succeeded(lane: Lane, job: Job, provider: Provider): void {
    lane.provider = provider;
    lane.failures = 0;
    lane.retryAt = null;
    lane.listRetries.delete(job.key);
    setHealth(lane, { state: 'ok', at: deps.now() });
    takeUpAgain(lane);
    if (job.list !== 'workspaces' && job.list !== 'roles') return;
    // Newly known roles may permit lists, here and where the roster is this place's, that nobody knew to be permitted before.
    const within = (place: WorkspaceRow) =>
      job.list === 'workspaces' || keeperOf('roles', place) === job.workspaceId;
    for (const target of listsToCatchUp(deps, lane.connectionId, provider, job.thenOlderThan, within))
      enqueue(lane, { ...target, priority: 2 });
  }

  async function failed(
    lane: Lane,
    job: Job,
    error: AppError,
    startedAt: number,
    isCurrent: () => boolean,
  ): Promise<void> {
    if (error.kind === 'cancelled') return;
    if (error.kind === 'signed-out') {
      endSession(lane, error);
      return;
    }
    const now = deps.now();
    if (!isOfThisDevice(error)) {
      await deps.roster.markTried(lane.connectionId, job.workspaceId, job.list, now, error);
      if (!isCurrent()) return;
    }
    const { health, aside } = takeFailure(lane, job, error, { startedAt, now, random: deps.random });
    for (const job of aside) announce(lane, job);
    if (health !== null) setHealth(lane, health);
  }

  /** Nothing more is sent until the next sign-in. */
  function rest(lane: Lane, error: AppError): void {
    lane.cancelTimer();
    lane.signedOut = error;
    newGeneration(lane, error);
    lane.retryAt = null;
    setHealth(lane, { state: 'failing', error, since: deps.now(), retryAt: null });
  }

  function endSession(lane: Lane, error: AppError): void {
    rest(lane, error);
    deps.onSignedOut(lane.connectionId, error);
  }

  /** One timer per lane, for the earliest thing that will be due. */
  function arm(lane: Lane): void {
    lane.cancelTimer();
    lane.cancelTimer = doNothing;
    if (stopped || lane.signedOut !== null) return;
    const due = [lane.backgroundAt + backgroundEvery];
    if (inView?.connectionId === lane.connectionId) due.push(lane.inViewAt + inViewEvery);
    if (lane.retryAt !== null) due.push(lane.retryAt);
    if (lane.holdUntil > deps.now()) due.push(lane.holdUntil);
    for (const retry of lane.listRetries.values()) due.push(retry.at);
    lane.cancelTimer = setTimer(
      () => {
        wake(lane);
      },
      Math.max(0, Math.min(...due) - deps.now()),
    );
  }

  function wake(lane: Lane): void {
    const now = deps.now();
    followClock(lane, now);
    if (lane.retryAt !== null && lane.retryAt <= now) {
      lane.retryAt = null;
      enqueue(lane, { workspaceId: null, list: 'workspaces', priority: 1 });
    }
    retryLists(lane, now);
    if (inView?.connectionId === lane.connectionId && now - lane.inViewAt >= inViewEvery) {
      const { workspaceId } = inView;
      refreshLane(lane, 'in-view', workspaceId);
    }
    if (now - lane.backgroundAt >= backgroundEvery) refreshLane(lane, 'background', null);
    pump(lane);
  }

  function refreshLane(lane: Lane, reason: RefreshReason, workspaceId: string | null): void {
    const rule = rules[reason];
    const now = deps.now();
    followClock(lane, now);
    const everything = rule.everything && workspaceId === null;
    if (everything) lane.backgroundAt = now;
    if (inView?.connectionId === lane.connectionId && (everything || workspaceId === inView.workspaceId))
      lane.inViewAt = now;
    const wanted: Target[] = [
      { workspaceId: null, list: 'workspaces' },
      ...(workspaceId === null ? [] : listsSeenAt(deps, lane.connectionId, lane.provider, workspaceId)),
    ];
    for (const target of wanted) {
      const freshness = deps.roster.freshness(lane.connectionId, target.workspaceId, target.list);
      const cascades = everything && target.list === 'workspaces';
      if (!cascades && !isDue(freshness, rule.minAge, now)) continue;
      const thenOlderThan = cascades ? rule.minAge : null;
      if (lane.retryAt !== null) putAside(lane, target, thenOlderThan);
      else
        enqueue(lane, {
          ...target,
          priority: reason === 'background' ? 2 : 1,
          thenOlderThan,
          anew: reason === 'change',
        });
    }
  }

  return {
    refresh(connectionId, reason, ref) {
      if (stopped) return;
      const lane = laneOf(connectionId);
      if (reason === 'sign-in') {
        newGeneration(lane, droppedError());
        lane.signedOut = null;
      }
      if (lane.signedOut !== null) return;
      if (rules[reason].resetsBackoff) {
        lane.failures = 0;
        lane.retryAt = null;
      }
      refreshLane(lane, reason, ref?.workspaceId ?? null);
      pump(lane);
    },

    async fetchNow(connectionId, workspaceId, lists, signal) {
      if (stopped || signal.aborted) return fail(droppedError());
      const lane = laneOf(connectionId);
      if (lane.signedOut !== null) return fail(lane.signedOut);
      followClock(lane, deps.now());
      if (lane.holdUntil - deps.now() > longestWait && lane.health.state === 'failing')
        return fail(lane.health.error);
      const waits = lists.map((list) =>
        enqueueAndWait(
          lane,
          { workspaceId: list === 'workspaces' ? null : workspaceId, list },
          signal,
          droppedError(),
        ),
      );
      pump(lane);
      const results = await Promise.all(waits);
      return results.find((result) => !result.ok) ?? ok(null);
    },

    setInView(ref) {
      const before = inView;
      inView = ref;
      for (const id of new Set([before?.connectionId, ref?.connectionId])) {
        const lane = id === undefined ? undefined : lanes.get(id);
        if (!lane) continue;
        lane.inViewAt = deps.now();
        arm(lane);
      }
    },

    health: (connectionId) => lanes.get(connectionId)?.health ?? { state: 'unknown' },

    isSyncing(connectionId, workspaceId, list) {
      const lane = lanes.get(connectionId);
      const key = keyOf({ workspaceId, list });
      return lane !== undefined && (lane.active.has(key) || lane.queued.has(key));
    },

    forget(connectionId) {
      const lane = lanes.get(connectionId);
      if (!lane) return;
      lane.cancelTimer();
      newGeneration(lane, droppedError());
      lanes.delete(connectionId);
    },

    async stop() {
      stopped = true;
      for (const lane of lanes.values()) {
        lane.cancelTimer();
        newGeneration(lane, droppedError());
      }
      await Promise.allSettled([...running]);
    },
  };
}

function droppedError(): AppError {
  return plainError('cancelled', 'The refresh was stopped.', 'Refresh again when you need it.');
}
