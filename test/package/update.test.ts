import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeFeed } from '../../scripts/packaging/update-feed.mjs';
import { newProfile, passphrase } from '../support/command-line.ts';
import { startTestInstance } from '../support/instance.ts';
import { openDesktop, type Desktop } from './desktop.ts';
import { createUser } from './user.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
/** Of as many characters, so that the archive’s files keep their places. */
const olderVersion = `0.0.${'5'.repeat(version.length - 4)}`;
const packages = inject('packages');

describe.skipIf(packages === null)('the plain archive, unpacked by an ordinary user', () => {
  const { made = '', updateKey = '' } = packages ?? {};
  const user = createUser();
  const data = join(user.home, '.config/Steward');
  const installed = join(user.home, 'steward');
  const archive = join(made, `steward-${version}-${process.arch}.tar.gz`);
  let desktop: Desktop;

  beforeAll(async () => {
    mkdirSync(installed);
    await run('tar', ['-xzf', archive, '-C', installed, '--strip-components=1', '--no-same-owner']);
    const app = join(installed, 'lib/steward/resources/app.asar');
    writeFileSync(app, withVersion(readFileSync(app), olderVersion));
    await leaveFetchedData();
    await run('chown', ['-R', `${user.uid}:${user.uid}`, user.home]);
    offer(olderVersion.replace(/^0\.0\.\d/, '0.0.4'));
    desktop = await openDesktop(user, {
      folder: installed,
      program: join(installed, 'bin/steward'),
      args: ['--app'],
    });
    await desktop.reader.type('password', 'Passphrase', passphrase);
    await desktop.reader.press('button', 'Unlock');
  }, 600_000);

  afterAll(async () => {
    await desktop?.close();
    user.leave();
  }, 120_000);

  it('it shows members, tokens and history while their server is gone', async () => {
    const { reader } = desktop;
    await reader.press('button', /^Northwind Staging/);
    await reader.press('tab', /^Members/);
    await reader.see('row', /ana@northwind\.example/);
    await reader.press('tab', /^Tokens/);
    await reader.see('row', /./);
    await reader.press('tab', /^History/);
    await reader.see('row', /aa@example\.com/);
  }, 600_000);

  it('it refuses an older version, however well that is signed', async () => {
    const { reader } = desktop;
    await reader.press('button', 'Settings');
    await reader.press('button', 'Updates');
    await reader.press('switch', 'Check for updates');
    await reader.hear(/^No newer version is offered/);
  }, 600_000);

  it('it refuses a download that was tampered with, and goes on', async () => {
    const { reader } = desktop;
    offer(version);
    const original = `${archive}.original`;
    copyFileSync(archive, original);
    const tampered = readFileSync(archive);
    tampered.writeUInt8(tampered.readUInt8(1_000_000) ^ 1, 1_000_000);
    writeFileSync(archive, tampered);
    await reader.press('button', 'Check now');
    await reader.press('button', 'Download');
    await reader.hear('The downloaded file isn’t the one that was signed.');
    copyFileSync(original, archive);
    await reader.press('button', 'Check now');
    await reader.see('button', 'Download');
    expect(versionsIn(user.home)()).toEqual(['steward']);
  }, 600_000);

  it('it downloads the signed version, restarts into it, says what’s new and keeps the data', async () => {
    const { reader } = desktop;
    await reader.press('button', 'Download');
    await reader.press('button', 'Restart now');
    await reader.type('password', 'Passphrase', passphrase);
    await reader.press('button', 'Unlock');
    await reader.hear(`Steward was updated to version ${version}.`);
    await reader.press('button', 'Settings');
    await reader.press('button', 'Updates');
    await reader.hear(/^No newer version is offered/);
    await reader.press('button', `What’s new in version ${version}`);
    await reader.see('heading', 'Added');
    await reader.press('button', 'Northwind Staging');
    await reader.see('row', /aa@example\.com/);
    expect(existsSync(join(data, 'ledger.db.before-update'))).toBe(true);
    // A version left beside it would be gone back to.
    await expect.poll(versionsIn(user.home), { timeout: 60_000 }).toEqual(['steward']);
    expect(existsSync(join(data, 'updates'))).toBe(false);
  }, 600_000);

  /** Signs a feed that offers the archive under this version to everybody. */
  function offer(offered: string): void {
    const file = join(made, `steward-${offered}-${process.arch}.tar.gz`);
    if (!existsSync(file)) writeFileSync(file, 'an earlier release');
    const privateKey = readFileSync(updateKey, 'utf8');
    const feed = makeFeed({ folder: made, version: offered, rollout: 100, notes: '', privateKey });
    writeFileSync(join(made, 'steward-updates.json'), feed);
  }

  /** What the installed command line fetches from a server that is gone afterwards, and one change. */
  async function leaveFetchedData(): Promise<void> {
    const server = await startTestInstance();
    const profile = await newProfile(server);
    try {
      await run('cp', ['-r', `${profile.folder}/.`, data]);
      const secret = join(user.home, 'passphrase');
      writeFileSync(secret, passphrase);
      await run('chown', ['-R', `${user.uid}:${user.uid}`, user.home]);
      for (const command of [
        ['connections', 'refresh', 'system-initiative'],
        ['members', 'invite', 'Northwind Staging', 'aa@example.com', '--yes'],
      ]) {
        const script = `"$@" --passphrase-fd 3 3<"$HOME/passphrase"`;
        const ended = await user.run('sh', ['-c', script, 'sh', join(installed, 'bin/steward'), ...command]);
        expect(ended).toMatchObject({ code: 0 });
      }
    } finally {
      await profile.remove();
      await server.close();
    }
  }
});

const versionsIn = (folder: string) => () => readdirSync(folder).filter((name) => name.startsWith('steward'));

/** An app’s archive that says it is of another version; nothing else of it changes. */
function withVersion(content: Buffer, other: string): Buffer {
  const stated = `"version": "${version}"`;
  const at = content.indexOf(stated);
  if (at < 0 || stated.length !== `"version": "${other}"`.length)
    throw new Error('The archive states no such version.');
  content.write(`"version": "${other}"`, at);
  return content;
}
