import { describe, expect, it } from 'vitest';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';
import { day, hour, minute } from '../../../src-preload/shared/units.ts';
import { createMaintenance } from '../../../src-main/maintenance/maintenance.ts';
import { setRetention } from '../../../src-main/store/retention/preference.ts';
import {
  connectionRecord,
  memberRow,
  meta,
  open,
  plan,
  planItem,
  temporaryFolder,
  value,
  workspaceRow,
} from '../store/support.ts';

const start = Date.parse('2026-06-01T12:00:00.000Z');

/** An maintenance on a real store, with a clock and a timer that the test moves. */
async function kept() {
  const store = await open(temporaryFolder());
  for (const id of ['c1', 'c2']) {
    value(
      await store.ledger.saveConnection(
        connectionRecord(id, { address: `https://${id}.example:8443/api?x=1` }),
      ),
    );
    value(await store.roster.swapWorkspaces(id, [workspaceRow('w1')], meta(start)));
    value(
      await store.roster.swapMembers({ connectionId: id, workspaceId: 'w1' }, [memberRow('U1')], meta(start)),
    );
  }
  const clock = { now: start, passed: 0 };
  const events: StewardEvent[] = [];
  const timers: { callback: () => void; ms: number; cancelled: boolean }[] = [];
  const maintenance = createMaintenance({
    store,
    now: () => clock.now,
    elapsed: () => clock.passed,
    setTimer(callback, ms) {
      const timer = { callback, ms, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
    emit: (event) => void events.push(event),
  });
  const passes = (ms: number) => {
    clock.now += ms;
    clock.passed += ms;
  };
  /** A server says the time, which is `ahead` ms behind this computer's clock. */
  const answers = (connectionId: string, ahead = 0) => {
    for (let answer = 0; answer < 3; answer += 1)
      maintenance.onServerDate(connectionId, clock.now - ahead, clock.now, clock.now);
  };
  return { store, maintenance, events, timers, clock, passes, answers };
}
const sentences = (maintenance: Awaited<ReturnType<typeof kept>>['maintenance']) =>
  maintenance.notices().map(({ sentence }) => sentence);

describe('the clock of this computer', () => {
  it('raises a notice once a server contradicts it, naming only the host', async () => {
    const { maintenance, events, answers } = await kept();
    answers('c1', 10 * minute);
    expect(sentences(maintenance)).toEqual([
      'This computer’s clock is 10 min ahead of c1.example:8443. Steward uses the server’s time for expiry and ages.',
    ]);
    expect(events).toContainEqual({ topic: 'status' });
    expect(maintenance.clock.nowFor('c1')).toBeLessThan(start - 9 * minute);
    expect(maintenance.clock.nowFor('c2')).toBe(start);
  });

  it('raises no second notice after it was dismissed, until it was right in between', async () => {
    const { maintenance, answers, clock } = await kept();
    answers('c1', 10 * minute);
    maintenance.dismissNotice('clock');
    answers('c1', 10 * minute);
    expect(maintenance.notices()).toEqual([]);
    clock.now -= 10 * minute;
    answers('c1');
    clock.now += 20 * minute;
    answers('c1', 20 * minute);
    expect(sentences(maintenance)).toHaveLength(1);
  });

  it('is no longer judged by a server whose connection was removed', async () => {
    const { maintenance, answers } = await kept();
    answers('c1', 10 * minute);
    maintenance.forget('c1');
    expect(maintenance.notices()).toEqual([]);
    expect(maintenance.clock.nowFor('c1')).toBe(start);
    expect(maintenance.clock.offsets()).toEqual([]);
  });
});

describe('a copy past its retention', () => {
  it('is erased at the start with a notice, once a server confirmed the clock', async () => {
    const { store, maintenance, events, passes, answers } = await kept();
    passes(61 * day);
    answers('c2');
    maintenance.start();
    await expect.poll(() => sentences(maintenance)).toHaveLength(2);
    expect(sentences(maintenance)[0]).toBe(
      'The offline copies of “c1” were erased after 61 days without contact.',
    );
    expect(store.roster.counts('c1').members).toBe(0);
    expect(events).toContainEqual({ topic: 'workspaces', connectionId: 'c1' });
    expect(events).toContainEqual({ topic: 'members', connectionId: 'c1', workspaceId: null });
  });

  it('stays while no server confirmed the clock, and is erased as soon as one does', async () => {
    const { store, maintenance, passes, answers } = await kept();
    passes(61 * day);
    maintenance.start();
    await expect.poll(() => store.storage.held()).not.toBeNull();
    expect(store.roster.counts('c1').members).toBe(1);
    expect(maintenance.notices()).toEqual([]);
    // The run that was held back has ended once the next one waits behind it.
    await expect
      .poll(() => {
        answers('c1');
        return store.roster.counts('c1').members;
      })
      .toBe(0);
  });

  it('is erased as soon as the retention is shortened', async () => {
    const { store, maintenance, passes, answers } = await kept();
    passes(40 * day);
    answers('c1');
    maintenance.start();
    value(await setRetention(store.ledger, { eraseAfterDays: 30 }));
    maintenance.retentionChanged();
    await expect.poll(() => store.roster.counts('c1').members).toBe(0);
  });

  it('is looked for every hour, but not after the app stopped', async () => {
    const { maintenance, timers } = await kept();
    maintenance.start();
    expect(timers.map(({ ms }) => ms)).toEqual([hour]);
    timers[0]?.callback();
    expect(timers).toHaveLength(2);
    await maintenance.stop();
    expect(timers.at(-1)?.cancelled).toBe(true);
  });
});

describe('a place that left the list', () => {
  const payments = { workspaceId: 'w1', name: 'Payments' };

  it('raises a notice that names its connection', async () => {
    const { maintenance } = await kept();
    maintenance.onGone('c1', [payments]);
    expect(sentences(maintenance)).toEqual([
      expect.stringMatching(/^“Payments” \(c1\) is no longer in your list/),
    ]);
    const [notice] = maintenance.notices();
    maintenance.dismissNotice(notice?.id ?? '');
    expect(maintenance.notices()).toEqual([]);
  });

  it('raises no notice when this app deleted it or left it a moment ago', async () => {
    const { store, maintenance, clock, passes } = await kept();
    const base = planItem('i1', 'c1');
    const left = {
      ...base,
      request: { type: 'workspace.delete' as const, connectionId: 'c1', workspaceId: 'w1', name: 'Payments' },
    };
    value(await store.ledger.savePlan(plan('p1', [left], { createdAt: clock.now, finishedAt: clock.now })));
    maintenance.onGone('c1', [payments]);
    expect(maintenance.notices()).toEqual([]);
    passes(2 * hour);
    maintenance.onGone('c1', [payments]);
    expect(maintenance.notices()).toHaveLength(1);
  });

  it('raises one notice for all that left with the same refresh, which leads to them', async () => {
    const { maintenance } = await kept();
    const names = ['Payments', 'Billing', 'Checkout', 'Search', 'Mail'];
    maintenance.onGone(
      'c1',
      names.map((name, index) => ({ workspaceId: `w${index}`, name })),
    );
    expect(maintenance.notices()).toMatchObject([
      {
        sentence: expect.stringMatching(
          /^5 workspaces \(c1\) are no longer in your list: “Payments”, “Billing”, “Checkout” and 2 more\./,
        ) as string,
        gonePlacesOf: 'c1',
      },
    ]);
  });

  it('leaves out of that notice what this app deleted', async () => {
    const { store, maintenance, clock } = await kept();
    const request = {
      type: 'workspace.delete',
      connectionId: 'c1',
      workspaceId: 'w1',
      name: 'Payments',
    } as const;
    const items = [{ ...planItem('i1', 'c1'), request }];
    value(await store.ledger.savePlan(plan('p1', items, { createdAt: clock.now, finishedAt: clock.now })));
    maintenance.onGone('c1', [payments, { workspaceId: 'w2', name: 'Billing' }]);
    expect(sentences(maintenance)).toEqual([
      expect.stringMatching(/^“Billing” \(c1\) is no longer in your list/),
    ]);
  });
});
