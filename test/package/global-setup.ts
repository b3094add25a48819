import { execFile } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const root = join(import.meta.dirname, '../..');

/** What the tests install: the packages of one state of the sources, made once for all of them. */
export interface Packages {
  /** With the packages, and everything that the tests unpack. */
  folder: string;
  /** As `npm run package` makes them; `again` is a second build of the same state. They look for updates in `made`. */
  made: string;
  again: string;
  /** Whether there are .rpm among them: this computer has what makes and installs them. */
  hasRpm: boolean;
  /** The file of the private key that signs their updates. */
  updateKey: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    packages: Packages | null;
  }
}

/** Installing gives files to root, and Chromium's sandbox is tried by a user who isn't root. */
const canInstall =
  process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/dpkg-deb');

const hasRpm = ['/usr/bin/rpm', '/usr/bin/rpmbuild'].every(existsSync);

export default async function ({ provide }: TestProject): Promise<(() => void) | undefined> {
  if (!canInstall) {
    console.log('The packages aren’t tested: that needs Linux, root and dpkg.');
    provide('packages', null);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'steward-package-'));
  await promisify(execFile)('chmod', ['755', folder]);
  const [made, again] = [join(folder, 'made'), join(folder, 'again')];
  const script = (name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    promisify(execFile)(process.execPath, [join(root, 'scripts', name), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      maxBuffer: 10_000_000,
    });
  const updateKey = join(folder, 'update-key.pem');
  const { stdout } = await script('update-feed.mjs', ['key', updateKey]);
  const publicKey = /^STEWARD_UPDATE_KEY=(\S+)$/m.exec(stdout)?.[1] ?? '';
  const updates = await serveFolder(made);
  const make = (output: string, formats: readonly string[]) => {
    mkdirSync(output);
    return script('package.mjs', formats, {
      STEWARD_PACKAGE_FOLDER: output,
      STEWARD_PACKAGE_COMPRESSION: 'none',
      STEWARD_UPDATE_FEED: `${updates.url}/steward-updates.json`,
      STEWARD_UPDATE_KEY: publicKey,
    });
  };
  const installed = hasRpm ? ['deb', 'rpm'] : ['deb'];
  if (!hasRpm) console.log('The .rpm isn’t tested: this computer has no rpm and rpmbuild.');
  // Both at once: each keeps one core busy.
  await Promise.all([make(made, [...installed, 'tar.gz']), make(again, installed)]);
  provide('packages', { folder, made, again, hasRpm, updateKey });
  return () => {
    updates.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The files of one folder over http, on this computer alone. */
async function serveFolder(folder: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const file = join(folder, basename(request.url ?? ''));
    if (!existsSync(file)) response.writeHead(404).end();
    // An app may quit during a download.
    else pipeline(createReadStream(file), response, () => undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // It listens on a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
