import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, launchCommand, test } from '../support/app.ts';

const root = join(import.meta.dirname, '../..');
const release = join(root, 'out/release');

/** The app as `npm start` builds it, beside the one that the other tests drive. */
async function buildRelease(): Promise<void> {
  const tool = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  await promisify(execFile)(process.execPath, [tool, 'build', '--outDir', join(release, 'out')], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', STEWARD_BUILD: 'release' },
  });
  const description = {
    name: 'steward',
    productName: 'Steward',
    version: '0.1.0',
    main: 'out/main/index.cjs',
  };
  await writeFile(join(release, 'package.json'), JSON.stringify(description));
}

test.afterAll(() => rm(release, { recursive: true, force: true }));

test('a release opens its page to no other program, and shows no development server’s', async ({
  userData,
}) => {
  test.setTimeout(240_000);
  await mkdir(release, { recursive: true });
  await buildRelease();
  let requests = 0;
  const development = createServer((_, response) => {
    requests += 1;
    response.end('<main>another page</main>');
  }).listen(0, '127.0.0.1');
  await once(development, 'listening');
  const picture = join(userData, 'first.png');

  const command = launchCommand({
    userData,
    args: ['--remote-debugging-port=0', '--remote-debugging-pipe'],
    env: {
      STEWARD_SCREENSHOT: picture,
      ELECTRON_RENDERER_URL: `http://127.0.0.1:${(development.address() as AddressInfo).port}/`,
    },
  });
  const app = spawn(
    command.executablePath,
    command.args.map((one) => (one === root ? release : one)),
    { env: command.env, stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
  );
  try {
    let said = '';
    let answered = '';
    app.stdio[2]?.on('data', (chunk) => (said += String(chunk)));
    const [, , , toApp, fromApp] = app.stdio;
    fromApp?.on('data', (chunk) => (answered += String(chunk)));
    if (toApp && 'write' in toApp) {
      // The app closes this end, as it reads nothing from it.
      toApp.on('error', () => undefined);
      toApp.write('{"id":1,"method":"Browser.getVersion"}\0');
    }
    // Its own first screen stands, so whatever listens does so by now.
    await expect.poll(() => existsSync(picture), { timeout: 60_000 }).toBe(true);
    expect(said).not.toContain('DevTools listening');
    expect(answered).toBe('');
    expect(requests).toBe(0);
  } finally {
    app.kill('SIGTERM');
    if (app.exitCode === null && app.signalCode === null) await once(app, 'exit');
    development.close();
  }
});
