import {
  defer,
  doNothing,
  enqueue,
  followClock,
  retryLists,
  type ConnectionQueue,
  type Target,
} from './connection-queue.ts';
import { listsSeenAt } from './fetch-targets.ts';
import { defaultPeriods, isDue, minAgeOf, rules } from './reasons.ts';
import type { RefreshReason } from './sync.ts';
import type { SyncDeps } from './sync-deps.ts';
import { realTimer } from './timers.ts';

type PlaceInView = { connectionId: string; workspaceId: string | null } | null;

/** Decides what a refresh queues, and wakes each queue when its next one is due. `pump` starts what is queued. */
export function createSchedule(
  deps: SyncDeps,
  isStopped: () => boolean,
  pump: (queue: ConnectionQueue) => void,
) {
  const setTimer = deps.setTimer ?? realTimer;
  const periods = deps.periods ?? (() => defaultPeriods);
  let inView: PlaceInView = null;

  /** One timer per queue, for the earliest thing that will be due. */
  function arm(queue: ConnectionQueue): void {
    queue.cancelTimer();
    queue.cancelTimer = doNothing;
    if (isStopped() || queue.signedOut !== null) return;
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

  return {
    arm,
    refreshQueue,
    /** Gives the place that was in view before. */
    setInView(place: PlaceInView): PlaceInView {
      const before = inView;
      inView = place;
      return before;
    },
  };
}
