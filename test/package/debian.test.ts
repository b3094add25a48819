import { execFile, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openDisplay } from '../../scripts/display.mjs';
import { createUser } from './user.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

// Installing gives files to root, and Chromium's sandbox is tried by a user who isn't root.
const canInstall =
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/dpkg-deb');

describe.skipIf(!canInstall)('the package for Debian and Ubuntu', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-package-'));
  const system = join(folder, 'system');
  const installed = (path: string) => join(system, path);
  const user = createUser();

  beforeAll(async () => {
    await run('chmod', ['755', folder]);
    await makePackage(join(folder, 'made'));
    for (const path of ['var/lib/dpkg/info', 'var/lib/dpkg/updates', 'etc/apparmor.d'])
      mkdirSync(installed(path), { recursive: true });
    await dpkg('--install', packageIn(join(folder, 'made')));
  }, 600_000);

  afterAll(() => {
    user.leave();
    rmSync(folder, { recursive: true, force: true });
  });

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
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(told.stdout).toMatch(new RegExp(`^steward ${version.replaceAll('.', '\\.')} \\([0-9a-f]{12}`));
  });

  it('it opens its window for an ordinary user, behind Chromium’s sandbox, and ends with the user’s data in place', async () => {
    const app = await openApp();
    const pages = processesOf(app.child).filter(({ command }) => command.includes('--type=renderer'));
    expect(pages.length).toBeGreaterThan(0);
    // 2: system calls go through a filter, which only the sandbox installs.
    expect(pages.map(({ status }) => /^Seccomp:\t(\d)/m.exec(status)?.[1])).toEqual(pages.map(() => '2'));
    expect(pages.flatMap(({ command }) => command.match(/--no-sandbox/) ?? [])).toEqual([]);
    await app.close();
    expect(readdirSync(join(user.home, '.config/Steward'))).toContain('window.json');
  }, 120_000);

  it('a newer package takes the older one’s place, and both leave the user’s data alone', async () => {
    const kept = () => readdirSync(join(user.home, '.config/Steward')).sort();
    const before = kept();
    await dpkg('--install', packageIn(join(folder, 'made')));
    const app = await openApp();
    await app.close();
    await dpkg('--remove', 'steward');
    expect(existsSync(installed('usr/lib/steward'))).toBe(false);
    expect(existsSync(installed('usr/bin/steward'))).toBe(false);
    expect(kept()).toEqual(expect.arrayContaining(before));
  }, 120_000);

  it('two builds of one state of the sources are the same file', async () => {
    await makePackage(join(folder, 'again'));
    expect(digest(packageIn(join(folder, 'again')))).toBe(digest(packageIn(join(folder, 'made'))));
  }, 600_000);

  /** Runs what is installed until its first screen is painted. */
  async function openApp() {
    const display = await openDisplay();
    const picture = join(user.home, `first-${Date.now()}.png`);
    // The cookie of a display of our own is for root alone; this user gets a copy.
    const authority = join(user.home, 'Xauthority');
    const given = display.env['XAUTHORITY'];
    if (given !== undefined) await run('install', ['-o', '65534', '-m', '600', given, authority]);
    const child = user.start(installed('usr/lib/steward/steward'), [], {
      ...display.env,
      XAUTHORITY: authority,
      STEWARD_SCREENSHOT: picture,
    });
    let said = '';
    child.stderr?.on('data', (data) => (said += String(data)));
    await vi.waitFor(() => expect(existsSync(picture), said).toBe(true), {
      timeout: 60_000,
      interval: 100,
    });
    return {
      child,
      async close() {
        child.kill('SIGTERM');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
        display.close();
      },
    };
  }

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

async function makePackage(folder: string): Promise<void> {
  await run(process.execPath, [join(root, 'scripts/package.mjs'), 'deb'], {
    cwd: root,
    env: { ...process.env, STEWARD_PACKAGE_FOLDER: folder, STEWARD_PACKAGE_COMPRESSION: 'none' },
    maxBuffer: 10_000_000,
  });
}

const packageIn = (folder: string) =>
  join(folder, readdirSync(folder).find((name) => name.endsWith('.deb')) ?? '');

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The processes that a program has started, with what the kernel says of them. */
function processesOf(parent: ChildProcess): { command: string; status: string }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(pid), parent: Number(/^PPid:\t(\d+)/m.exec(status)?.[1]), status, command }];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
  const below = new Set([parent.pid]);
  let size = 0;
  while (size !== below.size) {
    size = below.size;
    for (const one of all) if (below.has(one.parent)) below.add(one.pid);
  }
  return all.filter(({ pid }) => below.has(pid));
}
