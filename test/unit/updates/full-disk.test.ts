import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { download } from '../../../src-main/updates/fetch.ts';
import type { ReleaseFile } from '../../../src-main/updates/manifest.ts';
import { startFeed } from './feed-server.ts';

let folder: string;
let feed: Awaited<ReturnType<typeof startFeed>>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-updates-'));
  feed = await startFeed();
});
afterEach(async () => {
  await feed.close();
  rmSync(folder, { recursive: true, force: true });
});
const fileOf = (bytes: number): ReleaseFile => ({
  platform: 'linux',
  arch: 'x64',
  name: 'steward.tar.gz',
  bytes,
  sha512: '0'.repeat(128),
});
const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

it('a disk that fills up during the download leaves nothing of it', async () => {
  feed.files.set('/steward.tar.gz', Buffer.from('content'));
  const answer = await download({
    fetch,
    feed: new URL(feed.url),
    file: fileOf(7),
    folder: join(folder, 'updates'),
    onProgress: () => undefined,
    openFile: async () => ({
      writeFile: () => Promise.reject(full()),
      sync: async () => undefined,
      close: async () => undefined,
    }),
  });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'disk-full' } });
  expect(readdirSync(folder)).toEqual([]);
});

it('a file that can’t fit isn’t asked for', async () => {
  const answer = await download({
    fetch,
    feed: new URL(feed.url),
    file: fileOf(Number.MAX_SAFE_INTEGER),
    folder: join(folder, 'updates'),
    onProgress: () => undefined,
  });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'disk-full' } });
  expect(feed.asked).toEqual([]);
});
