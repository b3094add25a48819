import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createLedgerReader } from '../../../src-main/store/ledger/ledger-reader.ts';
import { createLedgerWriter } from '../../../src-main/store/ledger/ledger-writer.ts';
import { ledgerMigrations } from '../../../src-main/store/open/migrations/ledger.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import type { PackedItem } from '../../../src-main/store/ledger/packed-plan.ts';
import { createPlanSaver } from '../../../src-main/store/ledger/plan-saver.ts';
import { createPlanCache } from '../../../src-main/store/ledger/plan-cache.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { ok, type Result } from '../../../src-preload/shared/result.ts';
import { onEnd, open, plan, planItem, temporaryFolder, value } from './support.ts';

const items = (count: number) => Array.from({ length: count }, (_, n) => planItem(`i${n}`, 'c1'));
const done = (one: Plan, position: number): Plan => ({
  ...one,
  items: one.items.map((item, at) =>
    at === position ? { ...item, state: { state: 'done', at: 5, words: 'Done.' } } : item,
  ),
});

/** A saver whose writer notes what it is sent; `answer` is what it says to the last of each save. */
function noted(answer: () => Result<boolean> = () => ok(true)) {
  const sent: string[][] = [];
  const note = (items: PackedItem[]) =>
    sent.push(items.map(({ json }) => (JSON.parse(json) as { id: string }).id));
  const save = createPlanSaver(
    {
      stageItems: async (_saveId, items) => {
        note(items);
        return ok(null);
      },
      saveStaged: async (plan) => {
        note(plan.items);
        return answer();
      },
    },
    createPlanCache(),
  );
  return { save, sent };
}

describe('a plan that is saved again', () => {
  it('it is written only where it changed', async () => {
    const { save, sent } = noted();
    const first = plan('p1', items(3));
    value(await save(first));
    value(await save(done(first, 1)));
    expect(sent).toEqual([['i0', 'i1', 'i2'], ['i1']]);
  });

  it('it is written whole where the rest of it is no longer on disk', async () => {
    const answers = [true, false, true];
    const { save, sent } = noted(() => ok(answers.shift() ?? true));
    const first = plan('p1', items(2));
    value(await save(first));
    value(await save(done(first, 0)));
    expect(sent).toEqual([['i0', 'i1'], ['i0'], ['i0', 'i1']]);
  });

  it('it goes to the writer in pieces where it is long', async () => {
    const { save, sent } = noted();
    value(await save(plan('p1', items(600))));
    expect(sent.map(({ length }) => length)).toEqual([250, 250, 100]);
  });
});

it('a plan that changed says of which connections it is now', async () => {
  const said: string[][] = [];
  const save = createPlanSaver(
    {
      stageItems: async () => ok(null),
      saveStaged: async ({ connectionIds }) => {
        said.push([...connectionIds].sort());
        return ok(true);
      },
    },
    createPlanCache(),
  );
  const both = plan('p1', [planItem('i0', 'c1'), planItem('i1', 'c2'), planItem('i2', 'c2')]);
  value(await save(both));
  value(await save(done(both, 0)));
  const moved = { ...both, items: [...both.items.slice(0, 2), planItem('i2', 'c3')] };
  value(await save(moved));
  value(await save({ ...moved, items: moved.items.slice(0, 1) }));
  expect(said).toEqual([['c1', 'c2'], ['c1', 'c2'], ['c1', 'c2', 'c3'], ['c1']]);
});

it('a long plan is on disk whole, with each change', async () => {
  const folder = temporaryFolder();
  const { ledger, close } = await open(folder);
  const long = plan('p1', items(700));
  value(await ledger.savePlan(long));
  value(await ledger.savePlan(done(long, 600)));
  expect(ledger.plan('p1')).toEqual(done(long, 600));
  await close();
  const again = await open(folder);
  expect(again.ledger.plan('p1')).toEqual(done(long, 600));
});

it('a plan that was erased in the meantime is written whole again, never half', async () => {
  const { ledger, storage } = await open(temporaryFolder());
  const first = plan('p1', items(3));
  value(await ledger.savePlan(first));
  value(await storage.eraseCopies('c1', true));
  expect(ledger.plan('p1')).toBeNull();
  value(await ledger.savePlan(done(first, 2)));
  expect(ledger.plan('p1')).toEqual(done(first, 2));
});

it('items left out of a plan are kept with it, and don’t count as changes of their place', async () => {
  const folder = temporaryFolder();
  const { ledger, close } = await open(folder);
  const { id, request, title, target } = planItem('o1', 'c2', {});
  const leftOut = [{ id, request, title, target, words: 'The only owner.' }];
  const first = plan('p1', items(2), { leftOut });
  value(await ledger.savePlan(first));
  value(await ledger.savePlan(done(first, 1)));
  await close();
  const again = await open(folder);
  expect(again.ledger.plan('p1')).toEqual(done(first, 1));
  expect(await again.ledger.plans('c2', null)).toEqual([]);
  value(await again.storage.eraseCopies('c2', true));
  expect(again.ledger.plan('p1')).toMatchObject({ items: done(first, 1).items, leftOut: [] });
});

describe('receipts that are read ahead', () => {
  const long = { ...plan('p1', items(1000)), status: 'finished' as const };

  it('they let other work run in between, and are then what is on disk', async () => {
    const folder = temporaryFolder();
    const before = await open(folder);
    value(await before.ledger.savePlan(long));
    await before.close();
    const { ledger } = await open(folder);
    let turns = 0;
    let isLoaded = false;
    const turn = () => {
      turns += 1;
      if (!isLoaded) setImmediate(turn);
    };
    setImmediate(turn);
    await ledger.loadPlans();
    isLoaded = true;
    expect(turns).toBeGreaterThan(3);
    expect(ledger.plan('p1')).toEqual(long);
  });

  it('they are as they were saved meanwhile', async () => {
    const folder = temporaryFolder();
    const before = await open(folder);
    value(await before.ledger.savePlan(long));
    await before.close();
    const { ledger } = await open(folder);
    const loaded = ledger.loadPlans();
    const changed = done(long, 500);
    value(await ledger.savePlan(changed));
    await loaded;
    expect(ledger.plan('p1')).toEqual(changed);
    expect(await ledger.plans(null, null)).toEqual([changed]);
  });
});

describe('summaries of receipts', () => {
  it('they are found by place and by the start of their ID, newest first, and the items stay unread', () => {
    const { savePlan, ledger, cache } = ledgerInMemory();
    for (const one of [
      plan('a1-old', items(3), { createdAt: 10 }),
      plan('a1-new', items(2), { createdAt: 30 }),
      plan('b2', [planItem('i1', 'c2')], { createdAt: 20 }),
      plan('a1-draft', items(1), { status: 'draft', createdAt: 40 }),
    ])
      value(savePlan(one));
    const all = { connectionId: null, workspaceId: null, idStart: '' };
    const found = (which: Partial<typeof all> | { connectionId: string }, limit = 10) =>
      ledger.receiptSummaries({ ...all, ...which }, limit).map(({ id }) => id);
    expect(found({})).toEqual(['a1-new', 'b2', 'a1-old']);
    expect(found({}, 2)).toEqual(['a1-new', 'b2']);
    expect(found({ idStart: 'a1' })).toEqual(['a1-new', 'a1-old']);
    expect(found({ idStart: 'a1_' })).toEqual([]);
    expect(found({ connectionId: 'c2' })).toEqual(['b2']);
    expect(cache.last('a1-new')).toBeNull();
    const {
      items: _items,
      leftOut: _leftOut,
      ...summary
    } = plan('b2', [planItem('i1', 'c2')], { createdAt: 20 });
    expect(ledger.receiptSummaries({ ...all, connectionId: 'c2' }, 10)).toEqual([summary]);
  });
});

describe('receipts that changed lately', () => {
  it('they are found by when their last item changed, read back later than they ended too, and the items of the others stay unread', () => {
    const { savePlan, ledger, cache } = ledgerInMemory();
    const doneAt = (at: number) => planItem('i1', 'c1', { state: { state: 'done', at, words: 'Removed.' } });
    const pending = planItem('i2', 'c1', { state: { state: 'pending' } });
    for (const one of [
      plan('long ago', [doneAt(40), pending], { createdAt: 1, finishedAt: 45 }),
      plan('read back', [doneAt(100), pending], { createdAt: 2, finishedAt: 45 }),
      plan('nothing sent', [pending], { createdAt: 3, finishedAt: 110 }),
      plan('just begun', [pending], { createdAt: 4, status: 'applying', finishedAt: null }),
      plan('elsewhere', [{ ...planItem('i1', 'c2'), state: doneAt(100).state }], { createdAt: 5 }),
    ])
      value(savePlan(one));
    expect(ledger.plansChangedSince('c1', 100).map(({ id }) => id)).toEqual([
      'just begun',
      'nothing sent',
      'read back',
    ]);
    expect(cache.last('long ago')).toBeNull();
  });
});

describe('receipts with something left to do', () => {
  it('they are found by place, and the items of the others stay unread', () => {
    const { savePlan, ledger, cache } = ledgerInMemory();
    const left = { unfinished: 1 };
    for (const one of [
      plan('done', items(3), { createdAt: 40 }),
      plan('left', items(2), { ...left, createdAt: 30 }),
      plan('elsewhere', [planItem('i1', 'c2')], { ...left, createdAt: 20 }),
      plan('draft', items(1), { ...left, status: 'draft', createdAt: 10 }),
    ])
      value(savePlan(one));
    expect(ledger.unfinishedPlans('c1', null).map(({ id }) => id)).toEqual(['left']);
    expect(ledger.unfinishedPlans(null, null).map(({ id }) => id)).toEqual(['left', 'elsewhere']);
    expect(cache.last('done')).toBeNull();
  });
});

/** A ledger, and what of it was read whole. */
function ledgerInMemory() {
  const db = new Database(':memory:');
  onEnd(() => void db.close());
  migrate(db, ledgerMigrations, () => undefined);
  const cache = createPlanCache();
  const { savePlan } = createLedgerWriter(db, new Set(), () => undefined);
  return { savePlan, ledger: createLedgerReader(db, cache), cache };
}
