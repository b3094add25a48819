import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { digest, packageIn, processesOf, sandboxOf } from './installed.ts';
import { openDesktop } from './desktop.ts';
import { createUser } from './user.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const packages = inject('packages');

describe.skipIf(packages === null || !packages.hasRpm)('the package for Fedora and its relatives', () => {
  const { folder = '', made = '', again = '' } = packages ?? {};
  const system = join(folder, 'rpm-system');
  const installed = (path: string) => join(system, path);
  const user = createUser();
  const data = join(user.home, '.config/Steward');
  const file = packageIn(made, '.rpm');

  /** Into a system of its own, which has none of what the package needs: nothing of this computer is touched. */
  const rpm = (...args: string[]) => run('rpm', ['--root', system, '--nodeps', ...args]);
  const asked = async (...args: string[]) =>
    (await run('rpm', ['--query', '--package', ...args, file])).stdout;

  beforeAll(async () => {
    mkdirSync(data, { recursive: true });
    writeFileSync(join(data, 'window.json'), '{"theme":"dark"}');
    await run('chown', ['-R', `${user.uid}:${user.uid}`, user.home]);
    mkdirSync(system);
    await rpm('--install', file);
  }, 120_000);

  afterAll(() => user.leave());

  it('it says what it is, and names what Electron needs', async () => {
    const architecture = { x64: 'x86_64', arm64: 'aarch64' }[process.arch as 'x64' | 'arm64'];
    expect(await asked('--queryformat', '%{NAME} %{VERSION} %{ARCH}')).toBe(
      `steward ${version} ${architecture}`,
    );
    const needed = (await asked('--requires')).split('\n').map((line) => line.trim());
    expect(needed).toEqual(expect.arrayContaining(['gtk3', 'nss', 'mesa-libgbm', 'xdg-utils']));
  });

  it('it runs no script on the computer', async () => {
    expect(await asked('--scripts')).toBe('');
    expect(await asked('--triggers')).toBe('');
  });

  it('it holds the files of the .deb with the same rights, all of them root’s', async () => {
    const ofRpm = (
      await asked('--queryformat', '[%{FILEMODES:perms} %{FILEUSERNAME}/%{FILEGROUPNAME} %{FILENAMES}\n]')
    )
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('d'));
    const { stdout } = await run('dpkg-deb', ['--contents', packageIn(made, '.deb')], {
      maxBuffer: 10_000_000,
    });
    const ofDeb = stdout
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('d'))
      .map((line) => {
        const [, perms, owner, path] = /^(\S+) (\S+) +\d+ \S+ \S+ \.(.*?)(?: -> .*)?$/.exec(line) ?? [];
        return `${perms} ${owner} ${path}`;
      });
    expect(ofRpm.sort()).toEqual(ofDeb.sort());
    expect(ofRpm).toContain('-rwsr-xr-x root/root /usr/lib/steward/chrome-sandbox');
  });

  it('what was installed is what the package says', async () => {
    expect(await rpm('--verify', 'steward')).toMatchObject({ stdout: '' });
  });

  it('its command line tells its version and needs no display', async () => {
    const told = await user.run(installed('usr/bin/steward'), ['--version']);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toMatch(new RegExp(`^steward ${version.replaceAll('.', '\\.')} \\([0-9a-f]{12}`));
  });

  it('started by an ordinary user, it opens behind Chromium’s sandbox', async () => {
    const { reader, session, close } = await openDesktop(user, {
      folder: system,
      program: installed('usr/lib/steward/steward'),
    });
    try {
      await reader.see('radio', /^In memory only/);
      expect(sandboxOf(processesOf(session))).toEqual({ filtered: true, switchedOff: false });
    } finally {
      await close();
    }
  }, 400_000);

  it('removing it takes its files and folders away and leaves the user’s data', async () => {
    const before = readdirSync(data).sort();
    await rpm('--erase', 'steward');
    for (const path of ['usr/bin/steward', 'usr/lib/steward', 'usr/share/steward', 'usr/share/doc/steward'])
      expect(existsSync(installed(path))).toBe(false);
    expect(before).toContain('window.json');
    expect(readdirSync(data).sort()).toEqual(before);
  });

  it('two builds of one state of the sources are the same file', () => {
    expect(digest(packageIn(again, '.rpm'))).toBe(digest(file));
  });
});
