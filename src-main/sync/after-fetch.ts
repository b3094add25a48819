import type { AppError } from '../../src-preload/contract/result.ts';
import { rosterOwnerOf } from '../base/lists.ts';
import type { WorkspaceRow } from '../base/records.ts';
import type { Announcements } from './announcements.ts';
import { enqueue, resume, type ConnectionQueue, type Job } from './connection-queue.ts';
import { handleFailure, isOfThisDevice } from './failures.ts';
import type { FetchEnd } from './fetch-list.ts';
import { listsToCatchUp } from './fetch-targets.ts';
import { askAgainAt, isConfirmed, isSameDoubt, nextPending, type Doubt } from './plausibility.ts';
import type { SyncDeps } from './sync-deps.ts';

/** What the end of a fetch means for its connection: what is fetched next, when, and how the server is doing. */
export function createAfterFetch(deps: SyncDeps, { setHealth, announce }: Announcements) {
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
    if (deps.catchesUp?.() === false || (job.list !== 'workspaces' && job.list !== 'roles')) return;
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
    const now = deps.now();
    if (!isOfThisDevice(error)) {
      await deps.roster.markTried(queue.connectionId, job.workspaceId, job.list, now, error);
      if (!isCurrent()) return;
    }
    const { health, deferred } = handleFailure(queue, job, error, { startedAt, now, random: deps.random });
    for (const job of deferred) announce(queue, job);
    if (health !== null) setHealth(queue, health);
  }

  return { succeeded, doubted, noteDoubt, failed };
}
