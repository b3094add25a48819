import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './lib/processes.mjs';
import { StepFailure } from './lib/command.mjs';
import { hasDisplay } from './lib/system-libraries.mjs';

/**
 * Somewhere for windows to appear: the display that is there, else a virtual one of our own, ended by close() or with
 * this process.
 * @param {{ width?: number, height?: number }} [size]
 * @returns {Promise<import('./display.d.mts').Display>}
 */
export async function openDisplay({ width = 1600, height = 1000 } = {}) {
  if (hasDisplay()) return { virtual: false, env: {}, close: () => undefined };
  const program = findProgram('Xvfb');
  if (program === undefined) {
    throw new StepFailure(
      'There is no display here, and no Xvfb to make one.',
      'Debian: apt-get install -y xvfb',
    );
  }
  // Other users of this machine must not look at the screen, so clients have to show a cookie.
  const folder = mkdtempSync(join(tmpdir(), 'steward-display-'));
  const authority = join(folder, 'Xauthority');
  writeFileSync(authority, cookieFile(randomBytes(16)), { mode: 0o600 });
  // A session of its own, so that Ctrl-C ends the app before the display under it.
  const server = spawn(
    program,
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-auth', authority],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true },
  );
  const close = () => {
    process.off('exit', close);
    server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', close);
  try {
    const number = await displayNumber(server);
    server.unref();
    server.stderr.unref();
    return { virtual: true, env: { DISPLAY: `:${number}`, XAUTHORITY: authority }, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The server picks a free number and writes it when it is ready for clients. */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    let number = '';
    server.stderr.on('data', (data) => (said += data));
    server.stdio[3].on('data', (data) => {
      number += data;
      if (number.includes('\n')) {
        server.stdio[3].destroy();
        resolve(number.trim());
      }
    });
    const fail = () =>
      reject(new StepFailure('Xvfb did not start.', 'Its own words are above; try: Xvfb :99', said));
    server.once('error', fail);
    server.once('exit', fail);
  });
}

/** An Xauthority file with one cookie that fits any address and display (Xau's "wild" family). */
function cookieFile(cookie) {
  const field = (bytes) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const nothing = Buffer.alloc(0);
  return Buffer.concat([
    Buffer.from([0xff, 0xff]),
    field(nothing),
    field(nothing),
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(cookie),
  ]);
}
