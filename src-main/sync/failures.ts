import type { Health } from '../../src-preload/contract/connections.ts';
import type { AppError, ErrorKind } from '../../src-preload/contract/result.ts';
import { fail } from '../../src-preload/shared/result.ts';
import { backoff } from './backoff.ts';
import {
  answerWaiters,
  enqueue,
  defer,
  deferAll,
  type Job,
  type ConnectionQueue,
} from './connection-queue.ts';

/** For a longer pause (ms), a caller that waits for a list gets an error instead of being kept waiting. */
export const longestWait = 60_000;

/** However long a server asks to wait, it is asked again after this (ms): one wrong header must not end a connection for years. */
const longestHold = 15 * 60_000;

/** Errors that say the server can't be reached as itself: they hold for every list of the connection. */
const connectionWide: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'offline',
  'dns',
  'refused',
  'timeout',
  'tls',
  'client-certificate',
  'proxy',
  'blocked',
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
 * What a failed fetch means for the queue: a pause that the server asked for, a server that can't be reached, or one list that has
 * to wait. Gives the connection's new health (null: as it was) and the jobs that were deferred.
 */
export function handleFailure(
  queue: ConnectionQueue,
  job: Job,
  error: AppError,
  at: { startedAt: number; now: number; random: () => number },
): { health: Health | null; deferred: Job[] } {
  const { startedAt, now, random } = at;
  const failing = (retryAt: number): Health => ({
    state: 'failing',
    error,
    since: queue.health.state === 'failing' ? queue.health.since : now,
    retryAt,
  });
  if (error.kind === 'rate-limited') {
    const { workspaceId, list, thenOlderThan } = job;
    enqueue(queue, { workspaceId, list, thenOlderThan, priority: 2 });
    if (startedAt < queue.askedAt) return { health: null, deferred: [] };
    queue.failures += 1;
    // Never sooner than our own back-off, whatever the server says: 0 would be a request after the other.
    const wait = Math.max(error.retryAfterMs ?? 0, backoff(queue.failures, random));
    queue.holdUntil = now + Math.min(wait, longestHold);
    queue.heldBy = error;
    if (queue.holdUntil - now > longestWait)
      for (const queued of queue.queued.values()) answerWaiters(queued, fail(error));
    return { health: failing(queue.holdUntil), deferred: [] };
  }
  if (connectionWide.has(error.kind) || (job.list === 'workspaces' && !isOfThisDevice(error))) {
    defer(queue, job, job.thenOlderThan);
    const deferred = deferAll(queue, error);
    // Four requests that fail together are one failure.
    if (startedAt > queue.failedAt || queue.failures === 0) queue.failures += 1;
    queue.failedAt = now;
    queue.retryAt = now + backoff(queue.failures, random);
    return { health: failing(queue.retryAt), deferred };
  }
  if (error.retryable) {
    const failures = (queue.listRetries.get(job.key)?.failures ?? 0) + 1;
    const { workspaceId, list } = job;
    queue.listRetries.set(job.key, { workspaceId, list, failures, at: now + backoff(failures, random) });
  }
  // No longer a member, or the workspace is gone: the list of workspaces knows.
  const maybeGone = error.kind === 'forbidden' || error.kind === 'not-found';
  if (maybeGone && queue.workspacesStartedAt < startedAt)
    enqueue(queue, { workspaceId: null, list: 'workspaces', priority: 1, force: true });
  return { health: null, deferred: [] };
}
