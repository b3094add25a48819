import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileFolder } from '../../../src-main/cli/runtime/profile-folder.ts';

const home = userInfo().homedir;

describe.skipIf(process.platform === 'win32')('the app’s data folder', () => {
  it.each([
    [{ HOME: '/home/ana' }, '/home/ana/.config/Steward'],
    [{ HOME: '/home/ana', XDG_CONFIG_HOME: '/etc/ana' }, '/etc/ana/Steward'],
    [{ HOME: '/home/ana', XDG_CONFIG_HOME: '' }, '/home/ana/.config/Steward'],
    [{ HOME: '/home/ana', XDG_CONFIG_HOME: 'config' }, '/home/ana/.config/Steward'],
    [{ HOME: '' }, join(home, '.config', 'Steward')],
    [{}, join(home, '.config', 'Steward')],
  ])('is never within the folder that a command is started in: %j', (environment, folder) => {
    expect(profileFolder('linux', environment)).toBe(folder);
  });
});
