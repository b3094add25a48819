import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { latestVersion } from '../../src-main/store/open/migrate.ts';
import { ledgerMigrations } from '../../src-main/store/open/migrations/ledger.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { openDesktop } from './desktop.ts';
import { digest, packageIn, processesOf, sandboxOf } from './installed.ts';
import { leaveEarlierData, ledgerVersion } from './earlier-data.ts';
import { createUser } from './user.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const packages = inject('packages');
const passphrase = 'four unrelated words';

describe.skipIf(packages === null)('the package for Debian and Ubuntu', () => {
  const { folder = '', made = '', again = '' } = packages ?? {};
  const system = join(folder, 'system');
  const installed = (path: string) => join(system, path);
  const user = createUser();
  const data = join(user.home, '.config/Steward');

  beforeAll(async () => {
    for (const path of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'etc/apparmor.d'])
      mkdirSync(installed(path), { recursive: true });
    mkdirSync(data, { recursive: true });
    await leaveEarlierData(data, user, passphrase, 'Earlier Northwind');
    await dpkg('--install', olderPackage(packageIn(made, '.deb'), join(folder, 'older.deb')));
    await dpkg('--install', packageIn(made, '.deb'));
  }, 120_000);

  afterAll(() => user.leave());

  it('it holds the built app and its licences, and nothing of sources, scripts or tests', () => {
    const archive = installed('usr/lib/steward/resources/app.asar');
    const files = listPackage(archive, { isPack: false });
    expect(files).toEqual(
      expect.arrayContaining(['/package.json', '/out/main/index.cjs', '/out/preload/index.cjs']),
    );
    expect(files.filter((file) => /\.(tsx?|map)$|^\/(src|test|scripts|docs)/.test(file))).toEqual([]);
    expect(files.filter((file) => /^\/node_modules\/[^/]+$/.test(file))).toEqual([
      '/node_modules/better-sqlite3',
    ]);
    expect(readdirSync(installed('usr/share/doc/steward')).sort()).toEqual([
      'CHANGELOG.md',
      'copyright',
      'sbom.cdx.json',
      'third-party-licenses.txt',
    ]);
    const licences = readFileSync(installed('usr/share/doc/steward/third-party-licenses.txt'), 'utf8');
    expect(licences).toContain('Permission is hereby granted');
    const bill = readFileSync(installed('usr/share/doc/steward/sbom.cdx.json'), 'utf8');
    expect(bill).toContain('"bomFormat": "CycloneDX"');
    for (const name of ['zod', 'react', 'better-sqlite3']) expect(bill).toContain(`"name": "${name}"`);
  });

  it('it brings the manual page, and completions as the installed command prints them', async () => {
    const manual = gunzipSync(readFileSync(installed('usr/share/man/man1/steward.1.gz')));
    expect(manual.toString()).toBe(readFileSync(join(root, 'docs/steward.1'), 'utf8'));
    for (const [shell, path] of [
      ['bash', 'usr/share/bash-completion/completions/steward'],
      ['zsh', 'usr/share/zsh/vendor-completions/_steward'],
      ['zsh', 'usr/share/zsh/site-functions/_steward'],
      ['fish', 'usr/share/fish/vendor_completions.d/steward.fish'],
    ] as const) {
      const { stdout } = await run(installed('usr/bin/steward'), ['completion', shell]);
      expect(readFileSync(installed(path), 'utf8')).toBe(stdout);
    }
  });

  it('its files belong to root, and only root can change them', async () => {
    const { stdout } = await run('find', [
      system,
      '-path',
      '*/var',
      '-prune',
      '-o',
      '-perm',
      '/022',
      '-not',
      '-type',
      'l',
      '-print',
    ]);
    expect(stdout).toBe('');
    const helper = statSync(installed('usr/lib/steward/chrome-sandbox'));
    expect([helper.uid, (helper.mode & 0o7777).toString(8)]).toEqual([0, '4755']);
  });

  it('its fuses leave no way in but the archive', async () => {
    const wire = await getCurrentFuseWire(installed('usr/lib/steward/steward'));
    const isOn = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
    expect({
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspector: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      onlyArchive: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      filePrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({ nodeOptions: false, inspector: false, onlyArchive: true, filePrivileges: false });
  });

  it('it tells the desktop of plan files, of links, and what opens them', () => {
    const types = readFileSync(installed('usr/share/mime/packages/steward.xml'), 'utf8');
    expect(types).toContain('type="application/vnd.steward.plan+json"');
    expect(types).toContain('pattern="*.steward-plan"');
    const entry = readFileSync(installed('usr/share/applications/steward.desktop'), 'utf8');
    expect(entry).toMatch(/^MimeType=x-scheme-handler\/steward;application\/vnd\.steward\.plan\+json;/m);
  });

  it('software centres can show what it is', async () => {
    const about = installed('usr/share/metainfo/app.steward.desktop.metainfo.xml');
    expect(readFileSync(about, 'utf8')).toContain(
      '<launchable type="desktop-id">steward.desktop</launchable>',
    );
    if (existsSync('/usr/bin/appstreamcli')) await run('appstreamcli', ['validate', '--no-net', about]);
  });

  it('dpkg finds the installed files unchanged, and notices one that was changed', async () => {
    const verified = async () => (await run('dpkg', [`--root=${system}`, '--verify', 'steward'])).stdout;
    expect(await verified()).toBe('');
    const page = installed('usr/share/doc/steward/CHANGELOG.md');
    const whole = readFileSync(page);
    writeFileSync(page, 'other');
    expect(await verified()).toMatch(/^\?\?5.*CHANGELOG\.md$/m);
    writeFileSync(page, whole);
  });

  it('its page loads nothing from elsewhere', () => {
    const archive = installed('usr/lib/steward/resources/app.asar');
    const page = extractFile(archive, 'out/renderer/index.html').toString('utf8');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain("connect-src 'none'");
    expect(page).not.toMatch(/https?:\/\//);
  });

  it('it has a command line, which tells its version and needs no display', async () => {
    const told = await user.run(installed('usr/bin/steward'), ['--version']);
    expect(told).toMatchObject({ code: 0, stderr: '' });
    expect(told.stdout).toMatch(new RegExp(`^steward ${version.replaceAll('.', '\\.')} \\([0-9a-f]{12}`));
  });

  it('the size of what Steward adds to Electron stays within its budget', async () => {
    const { stdout } = await run('dpkg', [`--root=${system}`, '--status', 'steward']);
    expect(stdout).toMatch(/^Version: (?!0\.0\.)/m);
    const resources = installed('usr/lib/steward/resources');
    const bytes = sizeOf(resources);
    console.log(`Steward in Electron: ${(bytes / 1_000_000).toFixed(1)} MB of ${sizeBudget / 1_000_000} MB`);
    expect(bytes).toBeLessThan(sizeBudget);
  });

  describe('started by an ordinary user', () => {
    let instance: TestInstance;
    beforeAll(async () => {
      instance = await startTestInstance();
    });
    afterAll(() => instance.close());

    it('it runs behind Chromium’s sandbox, and shows what an older version kept', async () => {
      const { reader, session, close } = await openApp();
      try {
        await reader.type('password', 'Passphrase', passphrase);
        await reader.press('button', 'Unlock');
        await reader.see('button', /^Earlier Northwind/);
        expect(sandboxOf(processesOf(session))).toEqual({ filtered: true, switchedOff: false });
      } finally {
        await close();
      }
      expect(await ledgerVersion(data, passphrase)).toBe(latestVersion(ledgerMigrations));
    }, 400_000);

    it('it connects, shows members, invites, generates a token and removes', async () => {
      const first = await openApp();
      try {
        const { reader } = first;
        await reader.type('password', 'Passphrase', passphrase);
        await reader.press('button', 'Unlock');
        await reader.press('button', 'Add a connection');
        await reader.press('radio', /^Another address/);
        await reader.type('field', 'Address', instance.url);
        await reader.press('button', 'Check address');
        await reader.press('radio', /^With a token/);
        await reader.type('password', 'Token', instance.token);
        await reader.press('button', 'Sign in');
        await reader.press('button', 'Add');
        await reader.press('button', /^Northwind Staging/);
        await reader.press('tab', /^Members/);
        await reader.see('row', /ana@northwind\.example/);
        await reader.press('button', 'Invite');
        await reader.type('field', 'E-mail addresses', 'aa@example.com');
        await reader.press('button', 'Invite');
        await reader.see('row', /aa@example\.com/);
        await reader.press('tab', /^Tokens/);
        await reader.press('button', 'Generate token');
        await reader.type('field', 'Name', 'deploy');
        await reader.press('button', 'Generate token');
        await reader.press('button', 'I’ve stored it');
        await reader.see('row', /deploy/);
        await reader.press('tab', /^Members/);
        await reader.enter('button', 'Actions for aa@example.com');
        await reader.press('menuitem', /^Remove…/);
        await reader.press('button', 'Remove');
        const workspace = instance.workspaceId('Northwind Staging');
        const members = async () => (await instance.call('GET', `/workspace/${workspace}/members`)).text;
        await expect.poll(members, { timeout: 60_000 }).not.toContain('aa@example.com');
        expect(await members()).toContain('ana@northwind.example');
        await reader.miss('row', /aa@example\.com/);
      } finally {
        await first.close();
      }
    }, 900_000);
  });

  it('removing it takes its files away and leaves the user’s data', async () => {
    const before = readdirSync(data).sort();
    await dpkg('--remove', 'steward');
    expect(existsSync(installed('usr/lib/steward'))).toBe(false);
    expect(existsSync(installed('usr/bin/steward'))).toBe(false);
    expect(before).toEqual(expect.arrayContaining(['ledger.db', 'vault.json', 'window.json']));
    expect(readdirSync(data).sort()).toEqual(before);
  });

  it('two builds of one state of the sources are the same file', () => {
    expect(digest(packageIn(again, '.deb'))).toBe(digest(packageIn(made, '.deb')));
  });

  const openApp = () => openDesktop(user, { folder: system, program: installed('usr/lib/steward/steward') });

  /** Into a system of its own: nothing of this computer is touched. */
  const dpkg = (...args: string[]) =>
    run('dpkg', [
      `--root=${system}`,
      '--force-depends',
      '--force-script-chrootless',
      '--force-bad-path',
      ...args,
    ]);
});

/** What Steward adds to Electron, unpacked, in bytes. */
const sizeBudget = 12_000_000;

/** The same package under an older version: nothing else of it changes, so that its members keep their sizes. */
function olderPackage(file: string, older: string): string {
  const content = readFileSync(file);
  const at = content.indexOf(`\nVersion: ${version}\n`);
  if (at < 0) throw new Error('The package states no version.');
  content.write(`\nVersion: ${version.replace(/^\d+\.\d+/, '0.0')}\n`, at);
  writeFileSync(older, content);
  return older;
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0),
    0,
  );
