import { expect, it } from 'vitest';
import { roundLine, summaryLines } from '../../torture/tell.ts';

const tally = { kind: 'kill', wanted: 200, rounds: 3, failed: 1, seconds: 12.34 };

it('the torture tells each round as it ends, with how many problems it found', () => {
  expect(roundLine(tally, 'killed in work', 0)).toBe('kill 3 of 200: killed in work');
  expect(roundLine(tally, 'killed in work', 2)).toBe('kill 3 of 200: killed in work · 2 problems');
});

it('the torture sums up each kind and all of them', () => {
  const [kill, erase, all] = summaryLines([tally, { ...tally, kind: 'erase', failed: 0 }], 7, false);
  expect(kill).toMatch(/^kill +3 rounds +1 failed +12\.3 s$/);
  expect(erase).toMatch(/^erase +3 rounds +0 failed/);
  expect(all).toMatch(/^all +6 rounds +1 failed +24\.7 s +seed 7$/);
});

it('a summary of an interrupted torture says so', () => {
  expect(summaryLines([tally], 7, true).at(-1)).toMatch(/seed 7, interrupted$/);
});
