import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { FakeServer } from './fake-server.ts';
import { states, value, yes } from './plans.ts';
import { setRole } from './requests.ts';
import { person } from './rows.ts';
import { world } from './world.ts';

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
  let turns = 0;
  let isPlanned = false;
  const turn = () => {
    turns += 1;
    if (!isPlanned) setImmediate(turn);
  };
  setImmediate(turn);
  const plan = value(await it.changes.plan(many.map((id) => setRole(id, 'APPROVER'))));
  isPlanned = true;
  expect(plan.items).toHaveLength(4000);
  expect(turns).toBeGreaterThan(3);
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
  const long = many.slice(0, 150);
  const seed = (server: FakeServer) =>
    void server.members.set('w1', [person('ana', 'OWNER'), ...long.map((id) => person(id, 'EDITOR'))]);
  const begin = async () => {
    const it = await world({ seed });
    const plan = value(await it.changes.plan(long.map((id) => setRole(id, 'APPROVER'))));
    it.server.fetched.length = 0;
    return { it, plan };
  };
  const countOf = (texts: readonly string[]) =>
    Object.fromEntries(
      [...new Set(texts)].map((text) => [text, texts.filter((other) => other === text).length]),
    );

  it('reads its list back once for a hundred changes, the first of them alone', async () => {
    const { it, plan } = await begin();
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

  it('has each change on disk as sent before its request leaves, and no other', async () => {
    const { it, plan } = await begin();
    const onDisk: number[] = [];
    it.server.onPerform = async (_, work) => {
      const saved = it.ledger.plan(plan.id)?.items ?? [];
      onDisk.push(saved.filter(({ state }) => state.state !== 'pending').length);
      return work();
    };
    await it.changes.apply(plan.id, yes(plan));
    expect(onDisk).toEqual(long.map((_, index) => index + 1));
  });

  it('reports the outcome of each change separately', async () => {
    const { it, plan } = await begin();
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
    const { it, plan } = await begin();
    it.server.onPerform = async (_, work) => {
      if (it.server.sent.length === 30) it.changes.stop(plan.id);
      return work();
    };
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(receipt.status).toBe('stopped');
    expect(countOf(states(receipt))).toEqual({ done: 30, pending: 120 });
  });

  it('proves a change before another one of the same member is sent', async () => {
    const it = await world({ seed });
    const requests = long.slice(0, 30).map((id) => setRole(id, 'APPROVER'));
    const plan = value(await it.changes.plan([...requests, setRole('p29', 'OWNER')]));
    const { plan: receipt } = value(await it.changes.apply(plan.id, yes(plan)));
    expect(countOf(states(receipt))).toEqual({ done: 31 });
  });

  it('in which the server does something else tells of it where nothing became of a change', async () => {
    const { it, plan } = await begin();
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
