import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { profileFolder } from '../../../src-main/cli/runtime/profile-folder.ts';

it('the data folder is the one that the app has, where a variable names another or is empty', () => {
  const own = join(homedir(), '.config', 'Steward');
  expect(profileFolder('linux', {})).toBe(own);
  expect(profileFolder('linux', { XDG_CONFIG_HOME: '' })).toBe(own);
  expect(profileFolder('linux', { XDG_CONFIG_HOME: '/srv/ana' })).toBe(join('/srv/ana', 'Steward'));
});
