import type { Health } from '../../src-preload/contract/connections.ts';
import type { AppError, ErrorKind } from '../../src-preload/contract/result.ts';
import { fail } from '../../src-preload/shared/result.ts';
import { backoff } from './backoff.ts';
import { answerWaiters, enqueue, putAside, putQueueAside, type Job, type Lane } from './connection-queue.ts';

/** A caller that waits for a list is told of a longer pause instead of being kept waiting (ms). */
export const longestWait = 60_000;

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

/** Errors that say nothing of the server, so that its list isn't marked with them. */
export const isOfThisDevice = (error: AppError): boolean => ofThisDevice.has(error.kind);

/**
 * What a failed fetch means for the lane: a pause that the server asked for, a server that can't be reached, or one list that has
 * to wait. Gives the connection's new health (null: as it was) and the jobs that were put aside.
 */
export function takeFailure(
  lane: Lane,
  job: Job,
  error: AppError,
  at: { startedAt: number; now: number; random: () => number },
): { health: Health | null; aside: Job[] } {
  const { startedAt, now, random } = at;
  const failing = (retryAt: number): Health => ({
    state: 'failing',
    error,
    since: lane.health.state === 'failing' ? lane.health.since : now,
    retryAt,
  });
  if (error.kind === 'rate-limited') {
    lane.failures += 1;
    lane.holdUntil = now + (error.retryAfterMs ?? backoff(lane.failures, random));
    const { workspaceId, list, thenOlderThan } = job;
    enqueue(lane, { workspaceId, list, thenOlderThan, priority: 2 });
    if (lane.holdUntil - now > longestWait)
      for (const queued of lane.queued.values()) answerWaiters(queued, fail(error));
    return { health: failing(lane.holdUntil), aside: [] };
  }
  if (connectionWide.has(error.kind) || (job.list === 'workspaces' && !isOfThisDevice(error))) {
    putAside(lane, job, job.thenOlderThan);
    const aside = putQueueAside(lane, error);
    // Four requests that fail together are one failure.
    if (startedAt > lane.failedAt || lane.failures === 0) lane.failures += 1;
    lane.failedAt = now;
    lane.retryAt = now + backoff(lane.failures, random);
    return { health: failing(lane.retryAt), aside };
  }
  if (error.retryable) {
    const failures = (lane.listRetries.get(job.key)?.failures ?? 0) + 1;
    const { workspaceId, list } = job;
    lane.listRetries.set(job.key, { workspaceId, list, failures, at: now + backoff(failures, random) });
  }
  // "Not a member any more", or the workspace is gone: the list of workspaces knows.
  const maybeGone = error.kind === 'forbidden' || error.kind === 'not-found';
  if (maybeGone && lane.workspacesStartedAt < startedAt)
    enqueue(lane, { workspaceId: null, list: 'workspaces', priority: 1, anew: true });
  return { health: null, aside: [] };
}
