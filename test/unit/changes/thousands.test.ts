import { expect, it } from 'vitest';
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
