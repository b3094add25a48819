import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InstalledAs } from '../../../src-preload/contract/updates.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { createUpdates } from '../../../src-main/updates/updates.ts';
import { manifestOf, publicKey, signedFeed, startFeed } from './feed-server.ts';

let folder: string;
let feed: Awaited<ReturnType<typeof startFeed>>;
const content = Buffer.from('a newer Steward');
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-updates-'));
  feed = await startFeed();
  feed.files.set('/feed.json', Buffer.from(signedFeed(manifestOf('0.2.0', content))));
  feed.files.set('/steward.tar.gz', content);
});
afterEach(async () => {
  await feed.close();
  rmSync(folder, { recursive: true, force: true });
});

function updatesOf(
  parts: {
    version?: string;
    installedAs?: InstalledAs;
    isOn?: () => boolean | null;
    url?: string;
    key?: string;
    now?: () => number;
    backUp?: () => Promise<Result<null>>;
    prepared?: Result<null>;
  } = {},
) {
  const installed: string[] = [];
  const updates = createUpdates({
    installation: { version: parts.version ?? '0.1.0', platform: 'linux', arch: 'x64', id: 'one' },
    installedAs: parts.installedAs ?? 'archive',
    feed: { url: parts.url ?? feed.url, key: parts.key ?? publicKey },
    isOn: parts.isOn ?? (() => true),
    fetch,
    folder: join(folder, 'updates'),
    installer: {
      async prepare(file) {
        installed.push(readFileSync(file, 'utf8'));
        return parts.prepared ?? ok(null);
      },
      async finish() {
        installed.push('finished');
        return ok(null);
      },
      cameUp: async () => undefined,
    },
    backUp:
      parts.backUp ??
      (async () => {
        installed.push('backed up');
        return ok(null);
      }),
    now: parts.now ?? Date.now,
    onChange: () => undefined,
  });
  return { updates, installed };
}

describe('looking for updates', () => {
  it('nothing is fetched until it is switched on', async () => {
    const { updates } = updatesOf({ isOn: () => false });
    await updates.checkIfDue();
    expect(await updates.check()).toEqual({ state: 'off' });
    expect(await updates.download()).toEqual({ state: 'off' });
    expect(feed.asked).toEqual([]);
  });

  it.each(['repository', 'deb', 'rpm', 'other'] as const)(
    'a Steward that came as %s leaves updating to what brought it',
    async (by) => {
      const { updates } = updatesOf({ installedAs: by });
      expect(await updates.check()).toEqual({ state: 'elsewhere', by });
      expect(feed.asked).toEqual([]);
    },
  );

  it('a build without a feed or its key sends no request', async () => {
    expect(await updatesOf({ url: '' }).updates.check()).toEqual({ state: 'no-feed' });
    expect(await updatesOf({ key: '' }).updates.check()).toEqual({ state: 'no-feed' });
  });

  it('http to another computer is refused', async () => {
    const { updates } = updatesOf({ url: 'http://updates.example.com/feed.json' });
    expect(await updates.check()).toMatchObject({ state: 'failed', error: { kind: 'not-allowed' } });
  });

  it('a newer version is offered with its notes', async () => {
    expect(await updatesOf().updates.check()).toEqual({
      state: 'available',
      version: '0.2.0',
      notes: 'Faster searches.',
      bytes: content.length,
    });
  });

  it.each(['0.2.0', '0.3.0'])('the same version or an older one isn’t offered to %s', async (version) => {
    expect(await updatesOf({ version, now: () => 5 }).updates.check()).toEqual({
      state: 'current',
      checkedAt: 5,
    });
  });

  it('a release that isn’t rolled out to this installation yet isn’t offered', async () => {
    feed.files.set('/feed.json', Buffer.from(signedFeed(manifestOf('0.2.0', content, { rollout: 0 }))));
    expect(await updatesOf().updates.check()).toMatchObject({ state: 'current' });
  });

  it('a manifest that was changed after it was signed is refused', async () => {
    const forged = signedFeed(manifestOf('0.2.0', content)).replace('0.2.0', '9.2.0');
    feed.files.set('/feed.json', Buffer.from(forged));
    const state = await updatesOf().updates.check();
    expect(state).toMatchObject({ error: { sentence: 'The update isn’t signed by Steward’s developers.' } });
  });

  it('a manifest that another key signed is refused', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    feed.files.set('/feed.json', Buffer.from(signedFeed(manifestOf('0.2.0', content), privateKey)));
    expect(await updatesOf().updates.check()).toMatchObject({ error: { kind: 'not-allowed' } });
  });

  it('a file’s name that leads elsewhere is refused', async () => {
    const [file] = manifestOf('0.2.0', content).files;
    const manifest = manifestOf('0.2.0', content, { files: [{ ...file, name: '../../evil' }] });
    feed.files.set('/feed.json', Buffer.from(signedFeed(manifest)));
    expect(await updatesOf().updates.check()).toMatchObject({ error: { kind: 'not-supported' } });
  });

  it('a redirect is not followed', async () => {
    feed.files.set('/feed.json', (response) => {
      response.writeHead(302, { location: '/other.json' }).end();
    });
    expect(await updatesOf().updates.check()).toMatchObject({ state: 'failed' });
    expect(feed.asked).toEqual(['/feed.json']);
  });

  it('it asks again a day after the last time', async () => {
    let now = 0;
    const { updates } = updatesOf({ version: '0.2.0', now: () => now });
    await updates.checkIfDue();
    now = 23 * 3_600_000;
    await updates.checkIfDue();
    expect(feed.asked).toHaveLength(1);
    now = 24 * 3_600_000;
    await updates.checkIfDue();
    expect(feed.asked).toHaveLength(2);
  });
});

describe('downloading and installing', () => {
  const filesLeft = () => (existsSync(join(folder, 'updates')) ? readdirSync(join(folder, 'updates')) : []);

  it('the signed file is made ready, and installed once the ledger is backed up', async () => {
    const { updates, installed } = updatesOf();
    await updates.check();
    expect(await updates.download()).toEqual({ state: 'ready', version: '0.2.0' });
    expect(await updates.install()).toEqual(ok(null));
    expect(installed).toEqual(['a newer Steward', 'backed up', 'finished']);
  });

  it('nothing is installed where the ledger can’t be backed up', async () => {
    const full = fail(plainError('disk-full', 'The disk is full.', 'Free some space.'));
    const { updates, installed } = updatesOf({ backUp: async () => full });
    await updates.check();
    await updates.download();
    expect(await updates.install()).toEqual(full);
    expect(installed).toEqual(['a newer Steward']);
  });

  it('nothing is installed where looking for updates was switched off meanwhile', async () => {
    let on = true;
    const { updates, installed } = updatesOf({ isOn: () => on });
    await updates.check();
    await updates.download();
    on = false;
    expect(await updates.install()).toBeNull();
    expect(installed).not.toContain('finished');
  });

  it('it is installed after the settings were closed as everything else', async () => {
    let on: boolean | null = true;
    const { updates, installed } = updatesOf({ isOn: () => on });
    await updates.check();
    await updates.download();
    on = null;
    expect(await updates.install()).toEqual(ok(null));
    expect(installed).toContain('finished');
  });

  it('what was switched off last isn’t installed either once settings are closed', async () => {
    let on: boolean | null = true;
    const { updates } = updatesOf({ isOn: () => on });
    await updates.check();
    await updates.download();
    on = false;
    await updates.checkIfDue();
    on = null;
    expect(await updates.install()).toBeNull();
  });

  it('a file that was changed is refused and deleted', async () => {
    feed.files.set('/steward.tar.gz', Buffer.from('an evil Steward'));
    const { updates, installed } = updatesOf();
    await updates.check();
    expect(await updates.download()).toMatchObject({
      error: { sentence: 'The downloaded file isn’t the one that was signed.' },
    });
    expect([installed, filesLeft()]).toEqual([[], []]);
  });

  it('a file that is longer than signed is refused before its end', async () => {
    feed.files.set('/steward.tar.gz', Buffer.alloc(5_000_000));
    const { updates } = updatesOf();
    await updates.check();
    expect(await updates.download()).toMatchObject({ error: { kind: 'too-large' } });
    expect(filesLeft()).toEqual([]);
  });

  it.each([
    {
      how: 'that breaks',
      answer: (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': content.length });
        response.write(content.subarray(0, 5), () => response.destroy());
      },
    },
    {
      how: 'that ends early',
      answer: (response: ServerResponse) => void response.end(content.subarray(0, 5)),
    },
  ])('of a download $how nothing is left, and it can be repeated', async ({ answer }) => {
    feed.files.set('/steward.tar.gz', answer);
    const { updates } = updatesOf();
    await updates.check();
    expect(await updates.download()).toMatchObject({
      error: { sentence: 'The download stopped before its end.' },
    });
    expect(filesLeft()).toEqual([]);
    feed.files.set('/steward.tar.gz', content);
    expect(await updates.download()).toMatchObject({ state: 'ready' });
  });

  it('a release that can’t be unpacked or doesn’t start isn’t made ready', async () => {
    const refused = fail(plainError('not-supported', 'It doesn’t start.', 'Keep this one.'));
    const { updates } = updatesOf({ prepared: refused });
    await updates.check();
    expect(await updates.download()).toMatchObject({ error: { sentence: 'It doesn’t start.' } });
    expect(await updates.install()).toBeNull();
  });
});
