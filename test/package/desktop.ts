import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, vi } from 'vitest';
import { openDisplay } from '../../scripts/display.mjs';
import { openScreenReader, type ScreenReader } from './screen-reader.ts';
import type { User } from './user.ts';

const run = promisify(execFile);

/** An ordinary user's session with a display, a message bus and a screen reader, in which one installed app runs. */
export interface Desktop {
  reader: ScreenReader;
  /** The session's own process, above the app's. */
  session: ChildProcess;
  /** Ends the app as a logout does, and the session with it. */
  close(): Promise<void>;
}

interface Started {
  /** Which holds the program. */
  folder: string;
  program: string;
  args?: readonly string[];
}

/** Starts a program in a session of its own. Chromium makes its tree of things on screen because a screen reader is said to run. */
export async function openDesktop(user: User, { folder, program, args = [] }: Started): Promise<Desktop> {
  const display = await openDisplay();
  // The cookie of a display of our own is for root alone; this user gets a copy.
  const authority = join(user.home, 'Xauthority');
  const given = display.env['XAUTHORITY'];
  if (given !== undefined) await run('install', ['-o', String(user.uid), '-m', '600', given, authority]);
  const [bus, open] = [join(user.home, 'bus'), join(user.home, 'open')];
  rmSync(bus, { force: true });
  writeFileSync(open, '');
  // The session outlives the program, whose end is seen from outside.
  const script = [
    'echo "$DBUS_SESSION_BUS_ADDRESS" > "$HOME/bus.part"',
    'mv "$HOME/bus.part" "$HOME/bus"',
    '"$@" &',
    'while [ -e "$HOME/open" ]; do sleep 0.2; done',
  ].join('\n');
  const session = user.start(
    'dbus-run-session',
    [
      ...['--', 'sh', '-c', script, 'sh', program, ...args],
      ...['--force-renderer-accessibility', '--password-store=basic'],
    ],
    { ...display.env, XAUTHORITY: authority, ACCESSIBILITY_ENABLED: '1' },
  );
  let said = '';
  session.stderr?.on('data', (data) => (said += String(data)));
  session.stdout?.resume();
  await vi.waitFor(() => expect(existsSync(bus), said).toBe(true), { timeout: 60_000, interval: 100 });
  return {
    reader: await openScreenReader(user, readFileSync(bus, 'utf8').trim()),
    session,
    async close() {
      for (const pid of appsIn(folder)) process.kill(pid, 'SIGTERM');
      await vi.waitFor(() => expect(appsIn(folder)).toEqual([]), { timeout: 60_000, interval: 100 });
      const ended = session.exitCode === null && session.signalCode === null ? once(session, 'exit') : null;
      rmSync(open, { force: true });
      await ended;
      display.close();
    },
  };
}

/** The main processes of the apps that were started from a folder. */
const appsIn = (folder: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const program = readlinkSync(`/proc/${pid}/exe`);
        if (!program.startsWith(`${folder}/`) || basename(program) !== 'steward') return false;
        return !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=');
      } catch {
        // It ended meanwhile.
        return false;
      }
    })
    .map(Number);
