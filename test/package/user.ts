import { spawn, type ChildProcess } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An ordinary user without a name of its own: `nobody`. */
const ordinary = { uid: 65_534, gid: 65_534 };

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Somebody who isn't root, with a home folder: they start what is installed. */
export interface User {
  home: string;
  uid: number;
  start(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess;
  run(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ran>;
  /** Erases the home folder. */
  leave(): void;
}

export function createUser(): User {
  const home = mkdtempSync(join(tmpdir(), 'steward-user-'));
  const folders = [home, join(home, '.config'), join(home, 'runtime')];
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chownSync(folder, ordinary.uid, ordinary.gid);
  }
  const environment = {
    PATH: '/usr/bin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_RUNTIME_DIR: join(home, 'runtime'),
  };
  const start: User['start'] = (program, args, env = {}) =>
    spawn(program, args, {
      ...ordinary,
      cwd: home,
      env: { ...environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    home,
    uid: ordinary.uid,
    start,
    run(program, args, env) {
      const child = start(program, args, env);
      const said = { stdout: '', stderr: '' };
      child.stdout?.on('data', (data) => (said.stdout += String(data)));
      child.stderr?.on('data', (data) => (said.stderr += String(data)));
      return new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code) => resolve({ code, ...said }));
      });
    },
    leave: () => rmSync(home, { recursive: true, force: true }),
  };
}
