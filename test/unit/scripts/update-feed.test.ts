import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

it('the commands of the documents make a key and sign a release with it, for a share of the installations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-feed-'));
  const root = join(import.meta.dirname, '../../..');
  const key = join(folder, 'private.pem');
  const feedScript = (...words: string[]) =>
    execFileSync(process.execPath, [join(root, 'scripts/update-feed.mjs'), ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, STEWARD_UPDATE_PRIVATE_KEY: key },
    }).trim();
  try {
    const [name, publicKey = ''] = feedScript('key', key).split(/=(.*)/s);
    expect(name).toBe('STEWARD_UPDATE_KEY');
    if (process.platform !== 'win32') expect(statSync(key).mode & 0o777).toBe(0o600);
    // What an earlier key signed couldn’t be followed by anything.
    expect(() => feedScript('key', key)).toThrow('EEXIST');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    writeFileSync(join(folder, `steward-${version}-x64.tar.gz`), 'release');
    const feed = readFileSync(feedScript('sign', folder, '20'), 'utf8');
    expect(openManifest(feed, publicKey)).toMatchObject({
      ok: true,
      value: { version, rollout: 20, files: [{ platform: 'linux', arch: 'x64', bytes: 7 }] },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
