import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveFolder, createArchiveInstaller } from '../../../src-main/updates/install-archive.ts';

let folder: string;
let installed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-install-'));
  installed = join(folder, 'steward-0.1.0');
  layOut(installed, '0.1.0');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A release as the archive has it, whose program only says its version. */
function layOut(at: string, version: string): void {
  mkdirSync(join(at, 'bin'), { recursive: true });
  writeFileSync(join(at, 'bin/steward'), `#!/bin/sh\necho "steward ${version} (0123456789ab)"\n`);
  chmodSync(join(at, 'bin/steward'), 0o755);
}

function archiveOf(version: string): string {
  const top = `steward-${version}`;
  layOut(join(folder, 'made', top), version);
  const file = join(folder, `${top}.tar.gz`);
  execFileSync('tar', ['-czf', file, '-C', join(folder, 'made'), top]);
  rmSync(join(folder, 'made'), { recursive: true });
  return file;
}

const running = () => readFileSync(join(installed, 'bin/steward'), 'utf8');
const besides = () => readdirSync(folder).filter((name) => !name.endsWith('.tar.gz'));

describe.skipIf(process.platform === 'win32')('installing the plain archive', () => {
  it('the new version takes the old one’s place once everything is closed, not before', async () => {
    const installer = createArchiveInstaller(installed);
    expect(await installer.prepare(archiveOf('0.2.0'), '0.2.0')).toMatchObject({ ok: true });
    expect(running()).toContain('0.1.0');
    expect(await installer.finish()).toMatchObject({ ok: true });
    expect(running()).toContain('0.2.0');
  });

  it('the old version is kept beside the new one until that has come up', async () => {
    const installer = createArchiveInstaller(installed);
    await installer.prepare(archiveOf('0.2.0'), '0.2.0');
    await installer.finish();
    expect(besides()).toEqual(['steward-0.1.0', 'steward-0.1.0.previous']);
    await installer.cameUp();
    expect(besides()).toEqual(['steward-0.1.0']);
  });

  it('what an earlier start couldn’t finish erasing doesn’t keep the old version there', async () => {
    const installer = createArchiveInstaller(installed);
    await installer.prepare(archiveOf('0.2.0'), '0.2.0');
    await installer.finish();
    layOut(`${installed}.replaced`, '0.0.9');
    await installer.cameUp();
    expect(besides()).toEqual(['steward-0.1.0']);
  });

  it('coming up without an update before changes nothing', async () => {
    await createArchiveInstaller(installed).cameUp();
    expect(running()).toContain('0.1.0');
    expect(besides()).toEqual(['steward-0.1.0']);
  });

  it('an archive that was cut leaves the old version as it was', async () => {
    const file = archiveOf('0.2.0');
    writeFileSync(file, readFileSync(file).subarray(0, 60));
    expect(await createArchiveInstaller(installed).prepare(file, '0.2.0')).toMatchObject({ ok: false });
    expect(running()).toContain('0.1.0');
    expect(besides()).toEqual(['steward-0.1.0']);
  });

  it('a release that doesn’t start as the promised version is refused', async () => {
    const answer = await createArchiveInstaller(installed).prepare(archiveOf('0.2.0'), '0.3.0');
    expect(answer).toMatchObject({ error: { sentence: 'The new version doesn’t start on this computer.' } });
    expect(besides()).toEqual(['steward-0.1.0']);
  });

  it('where the new version is gone at the last moment, the old one is put back', async () => {
    const installer = createArchiveInstaller(installed);
    await installer.prepare(archiveOf('0.2.0'), '0.2.0');
    rmSync(`${installed}.next`, { recursive: true });
    expect(await installer.finish()).toMatchObject({ ok: false });
    expect(running()).toContain('0.1.0');
    expect(existsSync(`${installed}.previous`)).toBe(false);
  });
});

it('the folder of the archive is found by its program', () => {
  expect(archiveFolder('/home/ana/steward-0.1.0/lib/steward/steward')).toBe('/home/ana/steward-0.1.0');
  expect(archiveFolder('/home/ana/elsewhere/steward')).toBeNull();
});
