import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFeed, publicKeyOf } from '../../../scripts/packaging/update-feed.mjs';
import { openManifest } from '../../../src-main/updates/manifest.ts';

it('Steward reads the feed that is made of a release’s files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-feed-'));
  const names = [
    'steward-0.2.0-arm64.dmg',
    'steward-0.2.0-x64.tar.gz',
    'steward-0.2.0-x64.deb',
    'steward-0.1.0-x64.tar.gz',
  ];
  for (const name of names) writeFileSync(join(folder, name), name);
  const privateKey = String(
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );
  const feed = makeFeed({ folder, version: '0.2.0', rollout: 20, notes: 'Faster.', privateKey });
  rmSync(folder, { recursive: true });
  expect(openManifest(feed, publicKeyOf(privateKey))).toMatchObject({
    ok: true,
    value: {
      version: '0.2.0',
      rollout: 20,
      notes: 'Faster.',
      files: [
        { platform: 'darwin', arch: 'arm64', name: 'steward-0.2.0-arm64.dmg', bytes: 23 },
        { platform: 'linux', arch: 'x64', name: 'steward-0.2.0-x64.tar.gz', bytes: 24 },
      ],
    },
  });
});
