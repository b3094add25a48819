import { randomUUID } from 'node:crypto';
import type { Notice } from '../../src-preload/contract/app.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import { hour } from '../../src-preload/shared/units.ts';
import { hostOf } from '../http/address.ts';
import type { Store } from '../store/types.ts';
import type { FetchListDeps } from '../sync/fetch-list.ts';
import type { SetTimer } from '../sync/timers.ts';
import { createClockGuard, type ClockGuard } from './clock-guard.ts';
import { clockText, placeGoneNotice, placesGoneNotice } from './text.ts';
import { readRetention } from '../store/retention/preference.ts';

interface MaintenanceDeps {
  store: Pick<Store, 'ledger' | 'roster' | 'storage' | 'mode'>;
  /** Epoch ms. */
  now: () => number;
  /** Ms that pass whatever the clock is set to. */
  elapsed: () => number;
  setTimer: SetTimer;
  emit: (event: StewardEvent) => void;
}

/** What runs beside the refreshes: judging the clock and deleting what is past its retention, each with a notice. */
export interface Maintenance {
  clock: ClockGuard;
  onServerDate: NonNullable<FetchListDeps['onServerDate']>;
  onGone: NonNullable<FetchListDeps['onGone']>;
  onHistory: NonNullable<FetchListDeps['onHistory']>;
  /** The connection was removed: nothing its server said counts now. */
  forget(connectionId: string): void;
  notices(): Notice[];
  dismissNotice(id: string): void;
  /** Applies the retention, now and from then on every hour. */
  start(): void;
  /** Applies a retention that was changed. */
  retentionChanged(): void;
  stop(): Promise<void>;
}

const clockNoticeId = 'clock';
const historyNoticeId = 'history';

export function createMaintenance({ store, now, elapsed, setTimer, emit }: MaintenanceDeps): Maintenance {
  const { ledger, roster, storage } = store;
  const clock = createClockGuard({ now, elapsed });
  let notices: Notice[] = [];
  /** Said once for as long as the clock is off. */
  let clockDismissed = false;
  let historyDismissed = false;
  let running: Promise<void> = Promise.resolve();
  let cancelTimer = () => undefined as void;
  let stopped = false;
  /** Whether the last run erased nothing because no server had confirmed the clock, and how many had said the time then. */
  let held: { confirmations: number } | null = null;

  const add = (notice: Omit<Notice, 'id'>) => {
    notices = [...notices, { ...notice, id: randomUUID() }];
    emit({ topic: 'status' });
  };

  function noteClock(): void {
    const sentence = ledger
      .connections()
      .map(({ id, address }) => clock.notice(id, hostOf(address)))
      .find((found) => found !== null);
    if (sentence === undefined) clockDismissed = false;
    const before = notices.find(({ id }) => id === clockNoticeId)?.sentence;
    const shown = clockDismissed ? undefined : sentence;
    if (shown === before) return;
    notices = notices.filter(({ id }) => id !== clockNoticeId);
    if (shown !== undefined)
      notices.push({
        id: clockNoticeId,
        level: 'warn',
        sentence: shown,
        nextStep: clockText.setClock,
      });
    emit({ topic: 'status' });
  }

  async function run(): Promise<void> {
    if (stopped || store.mode === 'read-only') return;
    const offsets = clock.offsets();
    const done = await storage.applyRetention({ now: now(), retention: readRetention(ledger), offsets });
    // Nothing is lost by a run that failed: the next one does the same.
    if (!done.ok) return;
    held = done.value.held === null ? null : { confirmations: offsets.length };
    for (const notice of done.value.notices) add(notice);
    for (const connectionId of new Set(done.value.erased.map((copy) => copy.connectionId)))
      emit({ topic: 'workspaces', connectionId });
    for (const { connectionId, workspaceId } of done.value.erased)
      emit({ topic: 'members', connectionId, workspaceId });
  }
  const apply = () => (running = running.then(run));

  function repeat(): void {
    void apply();
    cancelTimer = setTimer(repeat, hour);
  }

  return {
    clock,
    onServerDate(connectionId, serverDate, startedAt, finishedAt) {
      if (serverDate === null) return;
      clock.noteFetch(connectionId, { serverDate, startedAt, finishedAt });
      noteClock();
      // Held back for want of a server's word, which has come now.
      if (held === null || clock.offsets().length <= held.confirmations) return;
      held = null;
      void apply();
    },
    onGone(connectionId, places) {
      const lately = ledger.plansChangedSince(connectionId, now() - hour);
      const unexpected = places.filter(({ workspaceId }) => !leftByThisApp(lately, workspaceId, now()));
      const [first] = unexpected;
      if (first === undefined) return;
      const label = ledger.connection(connectionId)?.label ?? 'a connection';
      const { error } = roster.freshness(connectionId, first.workspaceId, 'members');
      const notice =
        unexpected.length === 1
          ? placeGoneNotice(first.name, label, error)
          : placesGoneNotice(
              unexpected.map(({ name }) => name),
              label,
            );
      add({ ...notice, gonePlacesOf: connectionId });
    },
    forget(connectionId) {
      clock.forget(connectionId);
      noteClock();
    },
    onHistory(waits) {
      const before = notices.find(({ id }) => id === historyNoticeId);
      // Dismissed, it comes back the next time it happens.
      if (waits === null) historyDismissed = false;
      const shown = historyDismissed ? null : waits;
      if ((shown?.sentence ?? null) === (before?.sentence ?? null)) return;
      notices = notices.filter(({ id }) => id !== historyNoticeId);
      if (shown !== null)
        notices.push({
          id: historyNoticeId,
          level: 'warn',
          sentence: shown.sentence,
          nextStep: shown.nextStep,
        });
      emit({ topic: 'status' });
    },
    notices: () => notices,
    dismissNotice(id) {
      if (id === clockNoticeId) clockDismissed = true;
      if (id === historyNoticeId) historyDismissed = true;
      notices = notices.filter((notice) => notice.id !== id);
    },
    start: repeat,
    retentionChanged: () => void apply(),
    async stop() {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
}

/** A workspace that was deleted or left from here a moment ago needs no notice. */
const leftByThisApp = (
  plans: ReturnType<Store['ledger']['plansChangedSince']>,
  workspaceId: string,
  now: number,
): boolean =>
  plans.some(
    (plan) =>
      now - plan.createdAt < hour &&
      plan.items.some(
        ({ request, target }) =>
          target.workspaceId === workspaceId &&
          ['workspace.delete', 'workspace.leave', 'member.remove'].includes(request.type),
      ),
  );
