import { expect, it } from 'vitest';
import { outdatedRuntime } from '../../../src-main/app/runtime-age.ts';

it.each([
  ['33.2.1', '45.4.1', true],
  ['45.4.0', '45.4.1', true],
  ['45.4.1', '45.4.1', false],
  ['45.10.0', '45.4.1', false],
  ['46.0.0', '45.4.1', false],
  ['45.0.0-beta.3', '45.0.0', true],
  ['9.4.4', '45.4.1', true],
])('Electron %s beside %s of the lockfile is outdated: %s', (running, wanted, outdated) => {
  expect(outdatedRuntime(running, wanted)).toEqual(outdated ? { running, current: wanted } : null);
});
