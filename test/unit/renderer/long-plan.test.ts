import { describe, expect, it } from 'vitest';
import type { ItemState, Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { nothingShared } from '../../../src-renderer/screens/plan/items/shared-checks.ts';
import {
  isSharedFailure,
  sharedFailuresOf,
} from '../../../src-renderer/screens/plan/items/shared-failures.ts';
import { shownItems } from '../../../src-renderer/screens/plan/items/shown-items.ts';
import { applyingText } from '../../../src-renderer/screens/plan/text.ts';

const error = (sentence: string): AppError => ({
  kind: 'forbidden',
  sentence,
  nextStep: 'Ask an owner.',
  retryable: false,
  detail: null,
});
const failed = (sentence: string): ItemState => ({ state: 'failed', at: 1, error: error(sentence) });
const done: ItemState = { state: 'done', at: 1, words: 'Done.' };
const pending: ItemState = { state: 'pending' };
const times = (count: number, state: ItemState) => Array.from({ length: count }, () => state);
const plan = (...states: ItemState[]): Plan => {
  // Nothing else of a plan and its items decides it.
  const items = states.map((state, index) => ({ id: `i${index}`, state, checks: [] as PlanItem['checks'] }));
  return { items } as Plan;
};

describe('what several changes of a long plan failed for', () => {
  it('is said once for each reason, the most frequent first', () => {
    const long = plan(...times(20, done), ...times(2, failed('Gone.')), ...times(5, failed('Not yours.')));
    const shared = sharedFailuresOf(long).map((one) => `${one.count} ${one.error.sentence}`);
    expect(shared).toEqual(['5 Not yours.', '2 Gone.']);
  });

  it('leaves a reason that only one change has with that change', () => {
    const long = plan(...times(20, done), failed('Gone.'), ...times(2, failed('Not yours.')));
    const shared = sharedFailuresOf(long);
    const own = long.items.filter((item) => item.state.state === 'failed' && !isSharedFailure(item, shared));
    expect(own.map(({ id }) => id)).toEqual(['i20']);
  });

  it('stays with each change of a short plan', () => {
    expect(sharedFailuresOf(plan(...times(5, failed('Gone.'))))).toEqual([]);
  });
});

it('while a long plan runs, the rows shown begin a little above what is next', () => {
  const running = plan(...times(200, done), ...times(200, pending));
  const [first] = running.items.filter(({ id }) =>
    shownItems(running, 'progress', nothingShared, 100).has(id),
  );
  expect(first?.id).toBe('i197');
});

it('how far a plan is says what is done, on its way and failed', () => {
  const none = { sent: 0, failed: 0, unknown: 0 };
  expect(applyingText.progress({ ...none, done: 1, total: 2 })).toBe(
    '1 of 2 changes done. Every result is verified.',
  );
  expect(applyingText.progress({ done: 1200, total: 4000, sent: 40, failed: 3, unknown: 1 })).toBe(
    '1,200 of 4,000 changes done, 40 in progress, 3 failed, 1 unknown. Every result is verified.',
  );
});
