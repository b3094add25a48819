import type { Health } from '../../src-preload/contract/connections.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, type Result } from '../../src-preload/shared/result.ts';
import type { Provider } from '../providers/provider.ts';
import type { Doubt, PendingDoubt } from './plausibility.ts';

/** 0: a caller waits for it. 1: on screen. 2: for later. */
type Priority = 0 | 1 | 2;

/** A list of a connection: of one of its places, or (null) the list of places itself. */
export interface Target {
  workspaceId: string | null;
  list: ListName;
}
export interface Job extends Target {
  key: string;
  priority: Priority;
  waiters: ((result: Result<null>) => void)[];
  /** After the list of workspaces: fetch the lists of all of them that are at least this old (ms). */
  thenOlderThan: number | null;
}
export interface FetchRequest extends Target {
  priority: Priority;
  thenOlderThan?: number | null;
  waiter?: (result: Result<null>) => void;
  /** What is running now may have started before the thing this wants to see: fetch once more. */
  force?: boolean;
}

/** What sync knows of one connection while the app runs: its queue, and how its server is doing. */
export interface ConnectionQueue {
  connectionId: string;
  /** Counts sign-ins and sign-outs: an answer to an older one is dropped before it is written. */
  generation: number;
  controller: AbortController;
  queued: Map<string, Job>;
  active: Map<string, Job>;
  /** Kept for later while the server can't be reached. */
  deferred: Map<string, Target & { thenOlderThan: number | null }>;
  listRetries: Map<string, Target & { failures: number; at: number }>;
  /** Lists that were fetched and not believed yet. */
  doubts: Map<string, PendingDoubt>;
  /** Of those, what the admin has accepted: the next answer that is in the same doubt is taken. */
  accepted: Map<string, Pick<Doubt, 'kind' | 'is'>>;
  signedOut: AppError | null;
  /** The system at the other end, once a fetch reported it; what it doesn't offer is then not even queued. */
  provider: Provider | null;
  failures: number;
  failedAt: number;
  retryAt: number | null;
  /** Retry-After of the server, within bounds: obeyed by everything but a refresh that the user asks for. */
  holdUntil: number;
  /** What the server said when it asked for that, while it holds. */
  heldBy: AppError | null;
  /** When the user last asked for a refresh. A pause that the server asked for in answer to an earlier request no longer counts then. */
  askedAt: number;
  health: Health;
  backgroundAt: number;
  inViewAt: number;
  workspacesStartedAt: number;
  /** When the clock was last looked at. */
  clockAt: number;
  cancelTimer: () => void;
}

export const doNothing = () => undefined;
export const keyOf = ({ workspaceId, list }: Target) => `${workspaceId ?? ''}/${list}`;

export const newConnectionQueue = (connectionId: string, now: number): ConnectionQueue => ({
  connectionId,
  generation: 0,
  controller: new AbortController(),
  queued: new Map(),
  active: new Map(),
  deferred: new Map(),
  listRetries: new Map(),
  doubts: new Map(),
  accepted: new Map(),
  signedOut: null,
  provider: null,
  failures: 0,
  failedAt: -1,
  retryAt: null,
  holdUntil: 0,
  heldBy: null,
  askedAt: -1,
  health: { state: 'unknown' },
  backgroundAt: now,
  inViewAt: now,
  workspacesStartedAt: -1,
  clockAt: now,
  cancelTimer: doNothing,
});

/** To be called before times are compared: when the clock was set back, what is to come still comes after the wait that was left. */
export function followClock(queue: ConnectionQueue, now: number): void {
  const back = queue.clockAt - now;
  queue.clockAt = now;
  if (back <= 0) return;
  queue.backgroundAt -= back;
  queue.inViewAt -= back;
  queue.holdUntil -= back;
  queue.askedAt -= back;
  queue.failedAt -= back;
  queue.workspacesStartedAt -= back;
  if (queue.retryAt !== null) queue.retryAt -= back;
  for (const pending of queue.doubts.values()) pending.since -= back;
  for (const retry of queue.listRetries.values()) if (retry.at !== Number.MAX_SAFE_INTEGER) retry.at -= back;
}

/** Queues a request, or adds it to the job that is queued or under way for the same list. */
export function enqueue(queue: ConnectionQueue, request: FetchRequest): void {
  const key = keyOf(request);
  const active = queue.active.get(key);
  const found = queue.queued.get(key) ?? (request.force === true ? undefined : active);
  // What was to follow when this was deferred still is.
  const thenOlderThan = request.thenOlderThan ?? queue.deferred.get(key)?.thenOlderThan ?? null;
  if (found) {
    if (request.priority < found.priority) found.priority = request.priority;
    if (request.waiter) found.waiters.push(request.waiter);
    if (thenOlderThan !== null)
      found.thenOlderThan = Math.min(found.thenOlderThan ?? thenOlderThan, thenOlderThan);
    return;
  }
  queue.deferred.delete(key);
  queue.queued.set(key, {
    key,
    workspaceId: request.workspaceId,
    list: request.list,
    priority: request.priority,
    waiters: request.waiter ? [request.waiter] : [],
    thenOlderThan,
  });
}

/** Queues a list for one who must see it as it is from now on. Resolves with how the fetch ended, or `whenAborted` if they gave up. */
export function enqueueAndWait(
  queue: ConnectionQueue,
  target: Target,
  signal: AbortSignal,
  whenAborted: AppError,
): Promise<Result<null>> {
  return new Promise((resolve) => {
    const give = (result: Result<null>) => {
      signal.removeEventListener('abort', giveUp);
      resolve(result);
    };
    const giveUp = () => give(fail(whenAborted));
    signal.addEventListener('abort', giveUp);
    enqueue(queue, { ...target, priority: 0, waiter: give, force: true });
  });
}

/** Queues the lists whose pause after a failure is over. */
export function retryLists(queue: ConnectionQueue, now: number): void {
  for (const [key, retry] of queue.listRetries) {
    if (retry.at > now) continue;
    // Kept with its count, and out of reach until this try ended.
    queue.listRetries.set(key, { ...retry, at: Number.MAX_SAFE_INTEGER });
    enqueue(queue, { workspaceId: retry.workspaceId, list: retry.list, priority: 2 });
  }
}

/** The most urgent job that isn't under way already, the oldest among equals; it is under way from here on. */
export function takeNext(queue: ConnectionQueue): Job | null {
  let best: Job | null = null;
  for (const job of queue.queued.values())
    if (!queue.active.has(job.key) && (best === null || job.priority < best.priority)) best = job;
  if (best === null) return null;
  queue.queued.delete(best.key);
  queue.active.set(best.key, best);
  return best;
}

export function answerWaiters(job: Job, result: Result<null>): void {
  for (const waiter of job.waiters.splice(0)) waiter(result);
}

/** Keeps a request for the time when the server can be reached again. */
export function defer(queue: ConnectionQueue, target: Target, thenOlderThan: number | null): void {
  const { workspaceId, list } = target;
  queue.deferred.set(keyOf(target), { workspaceId, list, thenOlderThan });
}

/** Defers all that is queued; callers that wait for it are told. Gives what it was. */
export function deferAll(queue: ConnectionQueue, error: AppError): Job[] {
  const jobs = [...queue.queued.values()];
  for (const job of jobs) {
    defer(queue, job, job.thenOlderThan);
    answerWaiters(job, fail(error));
  }
  queue.queued.clear();
  return jobs;
}

/** The server answers: what was deferred is wanted again. */
export function resume(queue: ConnectionQueue): void {
  for (const request of queue.deferred.values()) enqueue(queue, { ...request, priority: 2 });
  queue.deferred.clear();
}

/** What is under way belongs to the past: aborted, and its answers dropped. */
export function newGeneration(queue: ConnectionQueue, why: AppError): void {
  queue.generation += 1;
  queue.controller.abort();
  queue.controller = new AbortController();
  const left = [...queue.queued.values(), ...queue.active.values()];
  queue.queued.clear();
  queue.active.clear();
  queue.deferred.clear();
  queue.listRetries.clear();
  queue.doubts.clear();
  queue.accepted.clear();
  for (const job of left) answerWaiters(job, fail(why));
}
