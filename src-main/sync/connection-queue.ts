import type { Health } from '../../src-preload/contract/connections.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, type Result } from '../../src-preload/shared/result.ts';
import type { Provider } from '../providers/provider.ts';

/** 0: somebody waits for it. 1: on screen. 2: for later. */
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
export interface Wish extends Target {
  priority: Priority;
  thenOlderThan?: number | null;
  waiter?: (result: Result<null>) => void;
  /** What is running now may have started before the thing this wants to see: fetch once more. */
  anew?: boolean;
}

/** What sync knows of one connection while the app runs: its queue, and how its server is doing. */
export interface Lane {
  connectionId: string;
  /** Counts sign-ins and sign-outs: an answer to an older one is dropped before it is written. */
  generation: number;
  controller: AbortController;
  queued: Map<string, Job>;
  active: Map<string, Job>;
  /** Put aside while the server can't be reached. */
  waiting: Map<string, Target & { thenOlderThan: number | null }>;
  listRetries: Map<string, Target & { failures: number; at: number }>;
  signedOut: AppError | null;
  /** The system at the other end, once a fetch told; what it doesn't offer is then not even queued. */
  provider: Provider | null;
  failures: number;
  failedAt: number;
  retryAt: number | null;
  /** Retry-After of the server: obeyed whatever the reason. */
  holdUntil: number;
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

export const newLane = (connectionId: string, now: number): Lane => ({
  connectionId,
  generation: 0,
  controller: new AbortController(),
  queued: new Map(),
  active: new Map(),
  waiting: new Map(),
  listRetries: new Map(),
  signedOut: null,
  provider: null,
  failures: 0,
  failedAt: -1,
  retryAt: null,
  holdUntil: 0,
  health: { state: 'unknown' },
  backgroundAt: now,
  inViewAt: now,
  workspacesStartedAt: -1,
  clockAt: now,
  cancelTimer: doNothing,
});

/** To be called before times are compared: when the clock was set back, what is to come still comes after the wait that was left. */
export function followClock(lane: Lane, now: number): void {
  const back = lane.clockAt - now;
  lane.clockAt = now;
  if (back <= 0) return;
  lane.backgroundAt -= back;
  lane.inViewAt -= back;
  lane.holdUntil -= back;
  lane.failedAt -= back;
  lane.workspacesStartedAt -= back;
  if (lane.retryAt !== null) lane.retryAt -= back;
  for (const retry of lane.listRetries.values()) if (retry.at !== Number.MAX_SAFE_INTEGER) retry.at -= back;
}

/** Queues a wish, or adds it to the job that is queued or under way for the same list. */
export function enqueue(lane: Lane, wish: Wish): void {
  const key = keyOf(wish);
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

/** Queues a list for one who must see it as it is from now on. Resolves with how the fetch ended, or `whenAborted` if they gave up. */
export function enqueueAndWait(
  lane: Lane,
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
    enqueue(lane, { ...target, priority: 0, waiter: give, anew: true });
  });
}

/** Queues the lists whose pause after a failure is over. */
export function retryLists(lane: Lane, now: number): void {
  for (const [key, retry] of lane.listRetries) {
    if (retry.at > now) continue;
    // Kept with its count, and out of reach until this try ended.
    lane.listRetries.set(key, { ...retry, at: Number.MAX_SAFE_INTEGER });
    enqueue(lane, { workspaceId: retry.workspaceId, list: retry.list, priority: 2 });
  }
}

/** The most urgent job that isn't under way already, the oldest among equals; it is under way from here on. */
export function takeNext(lane: Lane): Job | null {
  let best: Job | null = null;
  for (const job of lane.queued.values())
    if (!lane.active.has(job.key) && (best === null || job.priority < best.priority)) best = job;
  if (best === null) return null;
  lane.queued.delete(best.key);
  lane.active.set(best.key, best);
  return best;
}

export function answerWaiters(job: Job, result: Result<null>): void {
  for (const waiter of job.waiters.splice(0)) waiter(result);
}

/** Keeps a wish for the time when the server can be reached again. */
export function putAside(lane: Lane, target: Target, thenOlderThan: number | null): void {
  const { workspaceId, list } = target;
  lane.waiting.set(keyOf(target), { workspaceId, list, thenOlderThan });
}

/** Puts aside all that is queued; who waits for it is told. Gives what it was. */
export function putQueueAside(lane: Lane, error: AppError): Job[] {
  const jobs = [...lane.queued.values()];
  for (const job of jobs) {
    putAside(lane, job, job.thenOlderThan);
    answerWaiters(job, fail(error));
  }
  lane.queued.clear();
  return jobs;
}

/** The server answers: what was put aside is wanted again. */
export function takeUpAgain(lane: Lane): void {
  for (const wish of lane.waiting.values()) enqueue(lane, { ...wish, priority: 2 });
  lane.waiting.clear();
}

/** What is under way belongs to the past: aborted, and its answers dropped. */
export function newGeneration(lane: Lane, why: AppError): void {
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
