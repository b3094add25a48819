import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFiles } from '../../../scripts/packaging/rpm.mjs';

it('the .rpm owns every file of the tree, and of shared folders nothing but its files', () => {
  const tree = mkdtempSync(join(tmpdir(), 'steward-rpm-'));
  for (const path of [
    'usr/bin/steward',
    'usr/lib/steward/chrome-sandbox',
    'usr/lib/steward/resources/app.asar',
    'usr/share/doc/steward/copyright',
    'usr/share/man/man1/steward.1.gz',
    'usr/share/steward/apparmor',
  ]) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), '');
  }
  expect(packageFiles(tree)).toEqual([
    '%attr(4755,root,root) /usr/lib/steward/chrome-sandbox',
    '/usr/lib/steward',
    '/usr/share/doc/steward',
    '/usr/share/steward',
    '/usr/bin/steward',
    '/usr/share/man/man1/steward.1.gz',
  ]);
  rmSync(tree, { recursive: true });
});
