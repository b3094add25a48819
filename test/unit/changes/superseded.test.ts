import { expect, it } from 'vitest';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { itemsLeft } from '../../../src-main/changes/engine/planning/superseded.ts';
import { plan, planItem } from '../store/support.ts';

it('what later plans took on isn’t left, whichever connections they changed', () => {
  const pending = { state: { state: 'pending' } } as const;
  const stopped = plan(
    'p1',
    ['c1', 'c2', 'c3'].map((id) => planItem(`i-${id}`, id, pending)),
    {
      status: 'stopped',
      appliedAt: 10,
    },
  );
  const later: Plan[] = [
    plan('p2', [planItem('i1', 'c1')], { appliedAt: 20 }),
    plan('p3', [planItem('i1', 'c2')], { appliedAt: 30 }),
    plan('p4', [planItem('i1', 'c3')], { appliedAt: 5 }),
  ];
  const ledger = {
    plansChangedSince: (connectionId: string | null) =>
      later.filter(
        ({ items }) =>
          connectionId === null || items.some(({ target }) => target.connectionId === connectionId),
      ),
  };
  expect(itemsLeft(stopped, ledger).map(({ id }) => id)).toEqual(['i-c3']);
});
