import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { PlanItem } from '../../../src-preload/contract/plan.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { otherChanges } from '../../../src-main/changes/engine/outcome/other-changes.ts';
import { systemInitiative } from '../../../src-main/providers/system-initiative/provider.ts';
import type { FakeServer } from './fake-server.ts';
import { states, value, yes } from './plans.ts';
import { setRole } from './requests.ts';
import { person } from './rows.ts';
import { world } from './world.ts';
import { atOnce, beginLongPlan, countOf, long, seedLongPlan } from './long-plan.ts';

/** How often other work had its turn until this was done. */
async function turnsDuring<T>(work: () => Promise<T>): Promise<{ result: T; turns: number }> {
  let turns = 0;
  let isDone = false;
  const turn = () => {
    turns += 1;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  const result = await work();
  isDone = true;
  return { result, turns };
}

const many = Array.from({ length: 4000 }, (_, n) => `p${n}`);

it('planning thousands of changes lets other work run in between', async () => {
  const it = await world({
    seed: (server) =>
      void server.members.set('w1', [person('ana', 'OWNER'), ...many.map((id) => person(id, 'EDITOR'))]),
  });
  // The list of the fakes is searched from its beginning: the real one has an index.
  const all = new Map(
    it.roster.members({ connectionId: 'c1', workspaceId: 'w1' }).map((row) => [row.userId, row]),
  );
  it.roster.member = (_, userId) => all.get(userId) ?? null;
  const { result, turns } = await turnsDuring(() =>
    it.changes.plan(many.map((id) => setRole(id, 'APPROVER'))),
  );
  expect(value(result).items).toHaveLength(4000);
  expect(turns).toBeGreaterThan(3);
});

it('looking for what else changed beside thousands of changes lets other work run in between', async () => {
  const it = await world();
  const [template] = value(await it.changes.plan([setRole('dana', 'APPROVER')])).items;
  if (template === undefined) throw new Error('The plan has no item.');
  const items = many.map((id): PlanItem => ({
    ...template,
    id,
    request: setRole(id, 'APPROVER'),
    state: { state: 'done', at: it.clock.now, words: 'Done.' },
  }));
  const changed = ['eli', ...many].map((id) => ({
    kind: 'member.role' as const,
    workspaceId: 'w1',
    subjectId: id,
    subject: `${id}@example.com`,
    before: 'EDITOR',
    after: 'APPROVER',
  }));
  it.ledger.addHistory('c1', it.clock.now, it.clock.now, changed);
  const { result, turns } = await turnsDuring(() =>
    otherChanges({ ...it, now: () => it.clock.now }, { items }, items, { id: 0, at: 0 }),
  );
  expect(result).toHaveLength(1);
  expect(result[0]).toContain('eli');
  expect(turns).toBeGreaterThan(1);
});

it('reading many changes back reads each list once', async () => {
  const it = await world();
  const plan = value(await it.changes.plan(['dana', 'finn', 'eli'].map((id) => setRole(id, 'OWNER'))));
  const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
  value(
    await it.ledger.savePlan({
      ...receipt,
      items: receipt.items.map((item) => ({ ...item, state: { state: 'unverified', at: 1, words: '?' } })),
    }),
  );
  it.server.fetched.length = 0;
  expect(states(value(await it.changes.readBack(plan.id)))).toEqual(['done', 'done', 'done']);
  // Then what is around it is refreshed, beginning with the workspaces.
  expect(it.server.fetched.slice(0, 2)).toEqual(['members w1', 'workspaces']);
});

describe('a long plan', () => {
  const serial = Object.fromEntries(
    Object.entries(systemInitiative.apiVariants).map(([id, { writesAtOnce: _, ...variant }]) => [
      id,
      variant,
    ]),
  );
  /** How many requests were on their way whenever one left. */
  const watchRequests = (server: FakeServer) => {
    const onTheirWay: number[] = [];
    let open = 0;
    server.onPerform = async (_, work) => {
      open += 1;
      onTheirWay.push(open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      return work();
    };
    return { onTheirWay };
  };

  it('reads its list back once for a hundred changes, the first of them alone', async () => {
    const { it, plan } = await beginLongPlan();
    const sentAtReading: number[] = [];
    it.server.onFetch = (list) => {
      if (list === 'members w1') sentAtReading.push(it.server.sent.length);
      return null;
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(countOf(states(receipt))).toEqual({ done: 150 });
    // Then what is around it is refreshed.
    expect(sentAtReading.slice(0, 3)).toEqual([1, 101, 150]);
  });

  it('has each change on disk as sent before its request leaves, and none that doesn’t leave with it', async () => {
    const { it, plan } = await beginLongPlan();
    const onDisk: { own: string | undefined; ahead: number }[] = [];
    it.server.onPerform = async (request, work) => {
      const saved = it.ledger.plan(plan.id)?.items ?? [];
      const own = saved.find((item) => isDeepStrictEqual(item.request, request));
      const left = saved.filter(({ state }) => state.state !== 'pending').length;
      onDisk.push({ own: own?.state.state, ahead: left - it.server.sent.length });
      return work();
    };
    await it.changes.apply(plan.id, yes(plan));
    expect(onDisk.map(({ own }) => own)).toEqual(long.map(() => 'sent'));
    expect(Math.max(...onDisk.map(({ ahead }) => ahead))).toBeLessThan(atOnce);
  });

  it('has as many requests on their way at once as its system states', async () => {
    const { it, plan } = await beginLongPlan();
    const { onTheirWay } = watchRequests(it.server);
    await it.changes.apply(plan.id, yes(plan));
    expect(Math.max(...onTheirWay)).toBe(atOnce);
  });

  it('has one request on its way where its system states no more', async () => {
    const it = await world({ seed: seedLongPlan, provider: { ...systemInitiative, apiVariants: serial } });
    const plan = value(await it.changes.plan(long.map((id) => setRole(id, 'APPROVER'))));
    const { onTheirWay } = watchRequests(it.server);
    await it.changes.apply(plan.id, yes(plan));
    expect(Math.max(...onTheirWay)).toBe(1);
  });

  it('proves each change that makes or ends an owner before the next is sent', async () => {
    const it = await world({ seed: seedLongPlan });
    const members = long.slice(0, 30).map((id) => setRole(id, 'APPROVER'));
    const owners = ['p30', 'p31', 'p32'].map((id) => setRole(id, 'OWNER'));
    const plan = value(await it.changes.plan([...members, ...owners]));
    const { onTheirWay } = watchRequests(it.server);
    const openBefore: number[] = [];
    const inFlight = it.server.onPerform;
    it.server.onPerform = async (request, work) => {
      const saved = it.ledger.plan(plan.id)?.items ?? [];
      openBefore.push(saved.filter(({ state }) => state.state === 'sent').length);
      return inFlight ? inFlight(request, work) : work();
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(countOf(states(receipt))).toEqual({ done: 33 });
    expect(openBefore.slice(-3)).toEqual([1, 1, 1]);
    expect(onTheirWay.slice(-3)).toEqual([1, 1, 1]);
  });

  it('told to wait, sends nothing else there until the time is over', async () => {
    const it = await world({ seed: seedLongPlan, waits: 'never end' });
    const plan = value(await it.changes.plan(long.map((id) => setRole(id, 'APPROVER'))));
    const isToldToWait = new Promise<void>((resolve) => {
      it.server.onPerform = async (_, work) => {
        if (it.server.sent.length <= 30) return work();
        resolve();
        return fail({
          kind: 'rate-limited',
          retryAfterMs: 2000,
          sentence: 'Busy.',
          nextStep: 'Wait.',
          retryable: true,
          detail: null,
        });
      };
    });
    const applying = it.changes.apply(plan.id, yes(plan));
    await isToldToWait;
    it.changes.stop(plan.id);
    const { plan: receipt } = value(await applying);
    // Those that were on their way by then were all told.
    expect(it.server.sent.length).toBeLessThanOrEqual(30 + atOnce);
    expect(countOf(states(receipt))['done']).toBe(30);
    expect(receipt.status).toBe('stopped');
  });

  it('in which the disk takes nothing more sends nothing more and keeps what is on its way as sent', async () => {
    const { it, plan } = await beginLongPlan();
    it.server.onPerform = async (_, work) => {
      if (it.server.sent.length === 30) it.ledger.broken = plainError('store-unavailable', 'Full.', 'Free.');
      return work();
    };
    await it.changes.apply(plan.id, yes(plan));
    const onDisk = it.ledger.plan(plan.id)?.items ?? [];
    const left = onDisk.filter(({ state }) => state.state !== 'pending').map(({ request }) => request);
    for (const request of it.server.sent) expect(left).toContainEqual(request);
    expect(it.server.sent.length).toBeLessThanOrEqual(30 + atOnce);
  });

  it('reports the outcome of each change separately', async () => {
    const { it, plan } = await beginLongPlan();
    it.server.onPerform = async (request, work) => {
      if (!('userId' in request)) return work();
      if (request.userId === 'p40') return fail(plainError('forbidden', 'No.', 'Ask.'));
      if (request.userId === 'p41') return ok({ createdWorkspaceId: null, createdToken: null });
      return work();
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(countOf(states(receipt))).toEqual({ done: 148, failed: 2 });
    expect(states(receipt).slice(39, 43)).toEqual(['done', 'failed', 'failed', 'done']);
  });

  it('stopped, it sends nothing more and reads back what was sent', async () => {
    const { it, plan } = await beginLongPlan();
    it.server.onPerform = async (_, work) => {
      if (it.server.sent.length === 30) it.changes.stop(plan.id);
      return work();
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(receipt.status).toBe('stopped');
    // Those that were on their way with it have ended too.
    const sent = it.server.sent.length;
    expect(sent).toBeLessThan(30 + atOnce);
    expect(countOf(states(receipt))).toEqual({ done: sent, pending: 150 - sent });
  });

  it('killed with several requests on their way, it reads them back and sends none of them twice', async () => {
    const { it, plan } = await beginLongPlan();
    const done = new Map<string, number>();
    const never = new Promise<never>(() => undefined);
    const isOnItsWay = new Promise<void>((resolve) => {
      it.server.onPerform = async (request, work) => {
        const count = it.server.sent.length;
        const make = () => {
          const key = JSON.stringify(request);
          done.set(key, (done.get(key) ?? 0) + 1);
          return work();
        };
        if (count <= 30) return make();
        // Every other one had reached the server.
        if (count % 2 === 0) make();
        if (count === 30 + atOnce) resolve();
        return never;
      };
    });
    void it.changes.apply(plan.id, yes(plan));
    await isOnItsWay;
    it.restart();
    const sentBefore = it.server.sent.length;
    it.server.onPerform = async (request, work) => {
      const key = JSON.stringify(request);
      done.set(key, (done.get(key) ?? 0) + 1);
      return work();
    };
    await it.changes.recover();
    const recovered = value(it.changes.get(plan.id));
    expect(states(recovered).filter((state) => state === 'sent')).toEqual([]);
    expect(it.server.sent).toHaveLength(sentBefore);
    const rest = value(await it.changes.finish(plan.id));
    value(await it.changes.apply(rest.id, yes(rest)));
    expect([...done.values()]).toEqual(long.map(() => 1));
  });

  it('that has to end early keeps the reason in its receipt', async () => {
    const { it, plan } = await beginLongPlan();
    it.server.onPerform = async (_, work) => {
      if (it.server.sent.length === 30) it.connections.get = () => null;
      return work();
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(receipt.status).toBe('stopped');
    expect(receipt.endedBy?.sentence).toBe('This connection was removed.');
    expect(it.ledger.plan(plan.id)?.endedBy).toEqual(receipt.endedBy);
  });

  it('proves a change before another one of the same member is sent', async () => {
    const it = await world({ seed: seedLongPlan });
    const requests = long.slice(0, 30).map((id) => setRole(id, 'APPROVER'));
    const plan = value(await it.changes.plan([...requests, setRole('p29', 'OWNER')]));
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(countOf(states(receipt))).toEqual({ done: 31 });
  });

  it('in which the server does something else tells of it where nothing became of a change', async () => {
    const { it, plan } = await beginLongPlan();
    it.server.onPerform = async (request, work) => {
      if (!('userId' in request) || request.userId !== 'p40') return work();
      const members = it.server.members.get('w1') ?? [];
      it.server.members.set(
        'w1',
        members.filter(({ userId }) => userId !== 'p149'),
      );
      return ok({ createdWorkspaceId: null, createdToken: null });
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(receipt.items[40]?.state).toMatchObject({ state: 'failed' });
    expect(JSON.stringify(receipt.items[40]?.state)).toContain('p149 is no longer a member');
  });
});
