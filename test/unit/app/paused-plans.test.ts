import { expect, it } from 'vitest';
import { createPausedPlans } from '../../../src-main/app/paused-plans.ts';
import type { PageHandlers } from '../../../src-main/ipc/handle.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';

function setUp() {
  const stopped: string[] = [];
  let resumed: Result<null> = ok(null);
  const plans = createPausedPlans((planId) => stopped.push(planId));
  // The others pass through.
  const handlers = plans.watched({
    pause: () => ok(null),
    resume: () => resumed,
  } as unknown as PageHandlers<'changes'>);
  const from = (contentsId: number) => ({
    pause: () => handlers.pause({ planId: 'p' }, { contentsId }),
    resume: () => handlers.resume({ planId: 'p' }, { contentsId }),
  });
  return {
    plans,
    stopped,
    from,
    refuse: () => void (resumed = fail(plainError('timeout', 'No answer.', 'Try again.'))),
  };
}

it('a plan stops with the page that paused it', async () => {
  const { plans, stopped, from } = setUp();
  await from(1).pause();
  plans.pageGone(2);
  expect(stopped).toEqual([]);
  plans.pageGone(1);
  expect(stopped).toEqual(['p']);
});

it('a plan that was resumed goes on without its page', async () => {
  const { plans, stopped, from } = setUp();
  await from(1).pause();
  await from(1).resume();
  plans.pageGone(1);
  expect(stopped).toEqual([]);
});

it('a plan that couldn’t be resumed stops with its page', async () => {
  const { plans, stopped, from, refuse } = setUp();
  refuse();
  await from(1).pause();
  await from(1).resume();
  plans.pageGone(1);
  expect(stopped).toEqual(['p']);
});
