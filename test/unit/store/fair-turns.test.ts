import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createFairTurns } from '../../../src-main/store/reader/fair-turns.ts';

/** A clock that only work moves. */
function createWork() {
  let ms = 0;
  const turns = createFairTurns(() => ms);
  const spend = (time: number) => {
    ms += time;
  };
  let done = 0;
  function* steps(count: number): Generator<void> {
    for (; done < count; done += 1) {
      spend(10);
      yield;
    }
  }
  return { turns, steps, search: (time: number) => turns.search(() => spend(time)), done: () => done };
}

it('background work gets as much time as the searches before it took', async () => {
  const { turns, steps, search, done } = createWork();
  search(500);
  void turns.inTurns(steps(200));
  expect(done()).toBe(50 - 1);
});

it('after a quick search, background work goes on for a short turn only', () => {
  const { turns, steps, search, done } = createWork();
  search(2);
  void turns.inTurns(steps(200));
  expect(done()).toBe(3 - 1);
});

it('background work is done while long searches keep coming', async () => {
  const { turns, steps, search } = createWork();
  let isDone = false;
  const ended = turns.inTurns(steps(100)).then(() => {
    isDone = true;
  });
  let searches = 0;
  while (!isDone) {
    search(400);
    searches += 1;
    await nextTurn();
  }
  await ended;
  expect(searches).toBeLessThan(10);
});

it('a search that fails still ends in its error, and counts', () => {
  const { turns, steps, done } = createWork();
  expect(() =>
    turns.search(() => {
      throw new Error('the file is gone');
    }),
  ).toThrow('the file is gone');
  void turns.inTurns(steps(200));
  expect(done()).toBe(3 - 1);
});
