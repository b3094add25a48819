import { expect, it } from 'vitest';
import { launchOf, readLaunch, restartWords } from '../../../src-main/app/launch.ts';

it('hands over the words of a start and the display it was given, and nothing else of its environment', () => {
  const launch = launchOf(['steward', 'steward://open'], { DISPLAY: ':1', HOME: '/home/ana' });
  expect(launch).toEqual({ words: ['steward://open'], display: { DISPLAY: ':1' } });
  expect(readLaunch(structuredClone(launch))).toEqual(launch);
});

it('takes no other variable from another copy, and nothing that isn’t a start', () => {
  expect(readLaunch({ words: [], display: { LD_PRELOAD: '/opt/x.so', DISPLAY: ':2' } })).toEqual({
    words: [],
    display: { DISPLAY: ':2' },
  });
  expect([null, 'x', {}, { words: 'x', display: {} }, { words: [1], display: {} }].map(readLaunch)).toEqual(
    Array<null>(5).fill(null),
  );
});

it('a restart has the switches of the start before it, but opens nothing again and shows its window', () => {
  const words = ['--hidden', '--user-data-dir=/data', 'steward://plan/1', '/home/ana/new.csv'];
  expect(restartWords(words)).toEqual(['--user-data-dir=/data']);
});
