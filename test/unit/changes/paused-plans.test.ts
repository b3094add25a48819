import { describe, expect, it } from 'vitest';
import { plainError } from '../../../src-main/base/errors.ts';
import { error, states, value, yes } from './plans.ts';
import type { World } from './world.ts';
import { atOnce, beginLongPlan, countOf, patiently } from './long-plan.ts';

/** A long plan that is paused while its first change is on its way, which is proven by now. */
async function pausedAfterTheFirst() {
  const { it, plan } = await beginLongPlan();
  const isPaused = new Promise<void>((resolve) => {
    it.server.onPerform = async (_, work) => {
      if (it.server.sent.length > 1) return work();
      void it.changes.pause(plan.id);
      setImmediate(resolve);
      return work();
    };
  });
  const applying = it.changes.apply(plan.id, yes(plan));
  await isPaused;
  await expect.poll(() => states(value(it.changes.get(plan.id)))[0], patiently).toBe('done');
  return { it, plan, applying };
}

describe('a long plan', () => {
  it('paused, it proves what is on its way and sends nothing more until it is resumed', async () => {
    const { it, plan } = await beginLongPlan();
    it.server.onPerform = async (_, work) => {
      if (it.server.sent.length === 30) void it.changes.pause(plan.id);
      return work();
    };
    const isAtRest = new Promise<void>((resolve) => {
      it.server.onFetch = () => {
        // The reading after the thirtieth is the last before the pause.
        if (it.server.sent.length >= 30) setImmediate(resolve);
        return null;
      };
    });
    const applying = it.changes.apply(plan.id, yes(plan));
    await isAtRest;
    const counts = () => countOf(states(value(it.changes.get(plan.id))));
    await expect.poll(() => counts()['sent'], patiently).toBeUndefined();
    const sent = it.server.sent.length;
    expect(counts()).toEqual({ done: sent, pending: 150 - sent });
    expect(sent).toBeLessThan(30 + atOnce);
    value(await it.changes.resume(plan.id));
    const { plan: receipt } = value(await applying);
    expect(receipt.status).toBe('finished');
    expect(countOf(states(receipt))).toEqual({ done: 150 });
    expect(it.server.sent).toHaveLength(150);
  });

  it.each([
    ['stopped', (it: World, planId: string) => it.changes.stop(planId)],
    ['the app closes', (it: World) => void it.changes.close()],
  ])('ends a pause when it is %s, and sends nothing more', async (_, end) => {
    const { it, plan } = await beginLongPlan();
    const isPaused = new Promise<void>((resolve) => {
      it.server.onPerform = async (_request, work) => {
        void it.changes.pause(plan.id);
        setImmediate(resolve);
        return work();
      };
    });
    const applying = it.changes.apply(plan.id, yes(plan));
    await isPaused;
    end(it, plan.id);
    const { plan: receipt } = value(await applying);
    expect(receipt.status).toBe('stopped');
    expect(countOf(states(receipt))).toEqual({ done: 1, pending: 149 });
  });

  it('resumed after a while, it reads the lists again before it goes on', async () => {
    const { it, plan, applying } = await pausedAfterTheFirst();
    // Another administrator was at work meanwhile.
    const members = it.server.members.get('w1') ?? [];
    it.server.members.set(
      'w1',
      members.map((row) => (row.userId === 'p5' ? { ...row, role: 'APPROVER' } : row)),
    );
    it.clock.now += 10 * 60_000;
    value(await it.changes.resume(plan.id));
    const { plan: receipt } = value(await applying);
    expect(states(receipt)[5]).toBe('already-so');
    expect(countOf(states(receipt))).toEqual({ done: 149, 'already-so': 1 });
  });

  it('resumed while its server can’t be reached, stays paused and says why', async () => {
    const { it, plan, applying } = await pausedAfterTheFirst();
    it.server.onFetch = () => plainError('timeout', 'The server isn’t responding.', 'Try again.');
    expect(error(await it.changes.resume(plan.id)).sentence).toBe('The server isn’t responding.');
    expect(it.server.sent).toHaveLength(1);
    it.server.onFetch = null;
    value(await it.changes.resume(plan.id));
    const { plan: receipt } = value(await applying);
    expect(countOf(states(receipt))).toEqual({ done: 150 });
  });

  it('is paused once what was on its way is proven, and not before', async () => {
    const { it, plan } = await beginLongPlan();
    const isAtRest = new Promise<string[]>((resolve) => {
      it.server.onPerform = async (_, work) => {
        if (it.server.sent.length === 30)
          void it.changes.pause(plan.id).then(() => resolve(states(value(it.changes.get(plan.id)))));
        return work();
      };
    });
    const applying = it.changes.apply(plan.id, yes(plan));
    const counts = countOf(await isAtRest);
    expect(counts).toEqual({ done: it.server.sent.length, pending: 150 - it.server.sent.length });
    it.changes.stop(plan.id);
    await applying;
  });

  it('counts as running until it is paused, so that Steward can lock', async () => {
    const { it, plan } = await beginLongPlan();
    const running: boolean[] = [];
    it.server.onPerform = async (_, work) => {
      running.push(it.changes.running());
      void it.changes.pause(plan.id);
      running.push(it.changes.running());
      setImmediate(() => it.changes.stop(plan.id));
      return work();
    };
    await it.changes.apply(plan.id, yes(plan));
    expect(running).toEqual([true, false]);
  });
});
