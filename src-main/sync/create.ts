import type { Health } from '../../src-preload/contract/connections.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import { fail, ok, type AppError, type ErrorKind, type Result } from '../../src-preload/contract/result.ts';
import { bugError, plainError } from '../errors.ts';
import type { LedgerReader, LedgerWriter, RosterReader, RosterWriter } from '../store/types.ts';
import { backoff } from './backoff.ts';
import { fetchList, type FetchEnd } from './fetch-list.ts';
import { backgroundEvery, inViewEvery, isDue, rules } from './reasons.ts';
import type { SessionSource } from './sessions.ts';
import type { RefreshReason, Sync } from './sync.ts';
import { realTimer, type SetTimer } from './timers.ts';

export interface SyncDeps {
  sessions: SessionSource;
  roster: RosterReader & RosterWriter;
  ledger: Pick<LedgerReader, 'connections'> & Pick<LedgerWriter, 'addHistory'>;
  /** Epoch ms. */
  now: () => number;
  setTimer?: SetTimer;
  /** 0 to 1. */
  random: () => number;
  onChanged: (event: StewardEvent) => void;
  /** The server ended the session. Nothing more is sent until `refresh(connectionId, 'sign-in')`. */
  onSignedOut: (connectionId: string, error: AppError) => void;
}

/** Requests in flight per connection. */
const atOnce = 4;
/** A caller that waits for a list is told of a longer pause instead of being kept waiting (ms). */
const longestWait = 60_000;

/** Errors that say the server can't be reached as itself: they hold for every list of the connection. */
const connectionWide: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'offline',
  'dns',
  'refused',
  'timeout',
  'tls',
  'proxy',
  'redirected',
  'not-json',
  'wrong-product',
  'vault-unavailable',
  'vault-locked',
]);
const ofThisDevice: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['store-unavailable', 'disk-full', 'bug']);

/** 0: somebody waits for it. 1: on screen. 2: for later. */
type Priority = 0 | 1 | 2;
interface Job {
  key: string;
  workspaceId: string | null;
  list: ListName;
  priority: Priority;
  waiters: ((result: Result<null>) => void)[];
  /** After the list of workspaces: fetch the lists of all of them that are at least this old (ms). */
  thenOlderThan: number | null;
}
interface Lane {
  connectionId: string;
  /** Counts sign-ins and sign-outs: an answer to an older one is dropped before it is written. */
  generation: number;
  controller: AbortController;
  queued: Map<string, Job>;
  active: Map<string, Job>;
  /** Keys put aside while the server can't be reached. */
  waiting: Map<string, { workspaceId: string | null; list: ListName; thenOlderThan: number | null }>;
  listRetries: Map<string, { workspaceId: string | null; list: ListName; failures: number; at: number }>;
  signedOut: AppError | null;
  failures: number;
  failedAt: number;
  retryAt: number | null;
  /** Retry-After of the server: obeyed whatever the reason. */
  holdUntil: number;
  health: Health;
  backgroundAt: number;
  inViewAt: number;
  workspacesStartedAt: number;
  cancelTimer: () => void;
}

const keyOf = (workspaceId: string | null, list: ListName) => `${workspaceId ?? ''}/${list}`;
const doNothing = () => undefined;
/** What is left of a job when it is put aside: what it was to fetch, and what was to follow. */
const wishOf = ({ workspaceId, list, thenOlderThan }: Job) => ({ workspaceId, list, thenOlderThan });

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
    const at = deps.now();
    const lane: Lane = {
      connectionId,
      generation: 0,
      controller: new AbortController(),
      queued: new Map(),
      active: new Map(),
      waiting: new Map(),
      listRetries: new Map(),
      signedOut: null,
      failures: 0,
      failedAt: -1,
      retryAt: null,
      holdUntil: 0,
      health: { state: 'unknown' },
      backgroundAt: at,
      inViewAt: at,
      workspacesStartedAt: -1,
      cancelTimer: doNothing,
    };
    lanes.set(connectionId, lane);
    return lane;
  }

  function setHealth(lane: Lane, health: Health): void {
    const changed = lane.health.state !== health.state || health.state === 'failing';
    lane.health = health;
    if (changed) deps.onChanged({ topic: 'connections' });
  }

  function announce(lane: Lane, job: Pick<Job, 'workspaceId' | 'list'>): void {
    if (job.list === 'workspaces') deps.onChanged({ topic: 'workspaces', connectionId: lane.connectionId });
    else deps.onChanged({ topic: job.list, connectionId: lane.connectionId, workspaceId: job.workspaceId });
  }

  function answerWaiters(job: Job, result: Result<null>): void {
    for (const waiter of job.waiters.splice(0)) waiter(result);
  }

  interface Wish {
    workspaceId: string | null;
    list: ListName;
    priority: Priority;
    thenOlderThan?: number | null;
    waiter?: (result: Result<null>) => void;
    /** What is running now may have started before the thing this wants to see: fetch once more. */
    anew?: boolean;
  }

  function enqueue(lane: Lane, wish: Wish): void {
    const key = keyOf(wish.workspaceId, wish.list);
    const active = lane.active.get(key);
    const found = lane.queued.get(key) ?? (wish.anew === true ? undefined : active);
    // What was to follow when this was put aside still is.
    const thenOlderThan = wish.thenOlderThan ?? lane.waiting.get(key)?.thenOlderThan ?? null;
    if (found) {
      if (wish.priority < found.priority) found.priority = wish.priority;
      if (wish.waiter) found.waiters.push(wish.waiter);
      if (thenOlderThan !== null)
        found.thenOlderThan = Math.min(found.thenOlderThan ?? thenOlderThan, thenOlderThan);
      return;
    }
    lane.waiting.delete(key);
    lane.queued.set(key, {
      key,
      workspaceId: wish.workspaceId,
      list: wish.list,
      priority: wish.priority,
      waiters: wish.waiter ? [wish.waiter] : [],
      thenOlderThan,
    });
  }

  function next(lane: Lane): Job | null {
    let best: Job | null = null;
    for (const job of lane.queued.values())
      if (!lane.active.has(job.key) && (best === null || job.priority < best.priority)) best = job;
    return best;
  }

  function pump(lane: Lane): void {
    while (!stopped && lane.signedOut === null && lane.active.size < atOnce && lane.holdUntil <= deps.now()) {
      const job = next(lane);
      if (!job) break;
      lane.queued.delete(job.key);
      lane.active.set(job.key, job);
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
    if (end.end === 'fetched') succeeded(lane, job);
    else if (end.end === 'no-session' && end.error.kind === 'signed-out') rest(lane, end.error);
    else if (end.end !== 'not-offered') await failed(lane, job, end.error, startedAt, isCurrent);
    answerWaiters(job, end.end === 'fetched' ? ok(null) : fail(end.error));
    if (end.end !== 'not-offered') announce(lane, job);
    // The session may have ended, or the connection been forgotten, by this answer or while it was written.
    if (isCurrent()) pump(lane);
  }

  function succeeded(lane: Lane, job: Job): void {
    lane.failures = 0;
    lane.retryAt = null;
    lane.listRetries.delete(job.key);
    setHealth(lane, { state: 'ok', at: deps.now() });
    for (const wish of lane.waiting.values()) enqueue(lane, { ...wish, priority: 2 });
    lane.waiting.clear();
    if (job.list !== 'workspaces') return;
    for (const { id } of deps.roster.workspaces(lane.connectionId, deps.now()))
      for (const list of ['members', 'tokens'] as const) {
        const freshness = deps.roster.freshness(lane.connectionId, id, list);
        const isNew = freshness.fetchedAt === null && freshness.triedAt === null;
        const isOld = job.thenOlderThan !== null && isDue(freshness, job.thenOlderThan, deps.now());
        if (isNew || isOld) enqueue(lane, { workspaceId: id, list, priority: 2 });
      }
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
    if (!ofThisDevice.has(error.kind)) {
      await deps.roster.markTried(lane.connectionId, job.workspaceId, job.list, now, error);
      if (!isCurrent()) return;
    }
    if (error.kind === 'rate-limited') {
      lane.failures += 1;
      lane.holdUntil = now + (error.retryAfterMs ?? backoff(lane.failures, deps.random));
      enqueue(lane, { ...wishOf(job), priority: 2 });
      if (lane.holdUntil - now > longestWait)
        for (const queued of lane.queued.values()) answerWaiters(queued, fail(error));
      markFailing(lane, error, lane.holdUntil);
    } else if (
      connectionWide.has(error.kind) ||
      (job.list === 'workspaces' && !ofThisDevice.has(error.kind))
    ) {
      lane.waiting.set(job.key, wishOf(job));
      putAside(lane, error);
      // Four requests that fail together are one failure.
      if (startedAt > lane.failedAt || lane.failures === 0) lane.failures += 1;
      lane.failedAt = now;
      lane.retryAt = now + backoff(lane.failures, deps.random);
      markFailing(lane, error, lane.retryAt);
    } else {
      if (error.retryable) {
        const failures = (lane.listRetries.get(job.key)?.failures ?? 0) + 1;
        const at = now + backoff(failures, deps.random);
        lane.listRetries.set(job.key, { workspaceId: job.workspaceId, list: job.list, failures, at });
      }
      // "Not a member any more", or the workspace is gone: the list of workspaces knows.
      const maybeGone = error.kind === 'forbidden' || error.kind === 'not-found';
      if (maybeGone && lane.workspacesStartedAt < startedAt)
        enqueue(lane, { workspaceId: null, list: 'workspaces', priority: 1, anew: true });
    }
  }

  function markFailing(lane: Lane, error: AppError, retryAt: number): void {
    const since = lane.health.state === 'failing' ? lane.health.since : deps.now();
    setHealth(lane, { state: 'failing', error, since, retryAt });
  }

  function putAside(lane: Lane, error: AppError): void {
    for (const job of lane.queued.values()) {
      lane.waiting.set(job.key, wishOf(job));
      answerWaiters(job, fail(error));
      announce(lane, job);
    }
    lane.queued.clear();
  }

  /** What is under way belongs to the past: aborted, and its answers dropped. */
  function newGeneration(lane: Lane, why: AppError): void {
    lane.generation += 1;
    lane.controller.abort();
    lane.controller = new AbortController();
    const left = [...lane.queued.values(), ...lane.active.values()];
    lane.queued.clear();
    lane.active.clear();
    lane.waiting.clear();
    lane.listRetries.clear();
    for (const job of left) answerWaiters(job, fail(why));
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
    if (lane.retryAt !== null && lane.retryAt <= now) {
      lane.retryAt = null;
      enqueue(lane, { workspaceId: null, list: 'workspaces', priority: 1 });
    }
    for (const [key, retry] of lane.listRetries)
      if (retry.at <= now) {
        // Kept with its count, and out of reach until this try ended.
        lane.listRetries.set(key, { ...retry, at: Number.MAX_SAFE_INTEGER });
        enqueue(lane, { workspaceId: retry.workspaceId, list: retry.list, priority: 2 });
      }
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
    const everything = rule.everything && workspaceId === null;
    if (everything) lane.backgroundAt = now;
    if (inView?.connectionId === lane.connectionId && (everything || workspaceId === inView.workspaceId))
      lane.inViewAt = now;
    const wanted: Wish[] = [
      { workspaceId: null, list: 'workspaces', priority: reason === 'background' ? 2 : 1 },
    ];
    if (workspaceId !== null)
      for (const list of ['members', 'tokens'] as const) wanted.push({ workspaceId, list, priority: 1 });
    for (const wish of wanted) {
      const freshness = deps.roster.freshness(lane.connectionId, wish.workspaceId, wish.list);
      const cascades = everything && wish.list === 'workspaces';
      if (!cascades && !isDue(freshness, rule.minAge, now)) continue;
      if (lane.retryAt !== null) {
        lane.waiting.set(keyOf(wish.workspaceId, wish.list), {
          workspaceId: wish.workspaceId,
          list: wish.list,
          thenOlderThan: cascades ? rule.minAge : null,
        });
        continue;
      }
      enqueue(lane, {
        ...wish,
        ...(cascades ? { thenOlderThan: rule.minAge } : {}),
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
      if (lane.holdUntil - deps.now() > longestWait && lane.health.state === 'failing')
        return fail(lane.health.error);
      const waits = lists.map(
        (list) =>
          new Promise<Result<null>>((resolve) => {
            const give = (result: Result<null>) => {
              signal.removeEventListener('abort', giveUp);
              resolve(result);
            };
            const giveUp = () => give(fail(droppedError()));
            signal.addEventListener('abort', giveUp);
            const of = list === 'workspaces' ? null : workspaceId;
            enqueue(lane, { workspaceId: of, list, priority: 0, waiter: give, anew: true });
          }),
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
      const key = keyOf(workspaceId, list);
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
