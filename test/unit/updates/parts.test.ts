import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../src-main/updates/changelog.ts';
import { compareVersions, shareOf } from '../../../src-main/updates/choose.ts';
import { installedAs } from '../../../src-main/updates/installed-as.ts';
import { openUpdateRecord } from '../../../src-main/updates/record.ts';

it('versions are ordered as semver.org orders them', () => {
  const ordered = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0',
    '1.0.1',
    '1.10.0',
  ];
  expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered);
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
});

describe('a staged roll-out', () => {
  const ids = Array.from({ length: 2000 }, (_, index) => `installation ${index}`);

  it('reaches about as many installations as it says', () => {
    const reached = ids.filter((id) => shareOf(id, '1.0.0') < 20).length;
    expect(reached).toBeGreaterThan(340);
    expect(reached).toBeLessThan(460);
  });

  it('reaches the same ones at each check, and others first with the next version', () => {
    const first = (version: string) => ids.filter((id) => shareOf(id, version) < 10);
    expect(first('1.0.0')).toEqual(first('1.0.0'));
    expect(first('1.0.0')).not.toEqual(first('1.1.0'));
  });
});

it('it is known who updates an installation', () => {
  const at = (program: string, exists = false) =>
    installedAs({ isPackaged: true, platform: 'linux', program, exists: () => exists });
  expect(at('/usr/lib/steward/steward', true)).toBe('deb');
  expect(at('/usr/lib/steward/steward')).toBe('rpm');
  expect(at('/home/ana/steward-0.1.0/lib/steward/steward', true)).toBe('archive');
  expect(at('/tmp/.mount_stewarAbCdEf/steward')).toBe('other');
  expect(at('/app/steward/steward')).toBe('other');
  expect(installedAs({ isPackaged: false, platform: 'linux', program: '/usr/bin/electron' })).toBe(
    'repository',
  );
  expect(installedAs({ isPackaged: true, platform: 'win32', program: 'C:\\Steward.exe' })).toBe('windows');
});

it('a version’s changes are read from the changelog, without those of others', () => {
  const changelog = `# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Added

- One thing,
  on two lines
- Another

### Fixed

- A fault

## [0.1.0] - 2026-11-01

### Added

- Everything
`;
  expect(changesOf(changelog, '0.2.0')).toEqual({
    version: '0.2.0',
    groups: [
      { title: 'Added', entries: ['One thing, on two lines', 'Another'] },
      { title: 'Fixed', entries: ['A fault'] },
    ],
  });
  expect(changesOf(changelog, '0.3.0')).toBeNull();
});

it('an update is noticed at its first start alone, and the installation stays the same one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-record-'));
  const path = join(folder, 'updates.json');
  const started = async (version: string) => {
    const { id, updatedFrom, noted } = openUpdateRecord(path, version);
    await noted;
    return { id, updatedFrom };
  };
  const first = await started('0.1.0');
  expect(first.updatedFrom).toBeNull();
  expect(await started('0.2.0')).toEqual({ id: first.id, updatedFrom: '0.1.0' });
  expect(await started('0.2.0')).toEqual({ id: first.id, updatedFrom: null });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ id: first.id, version: '0.2.0' });
  rmSync(folder, { recursive: true, force: true });
});
