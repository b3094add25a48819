import { spawn, spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { commandLine } from '../../scripts/lib/bundle.mjs';

/** Whether this computer can give a command a terminal: util-linux's `script` is there. */
export const hasPseudoTerminal =
  process.platform === 'linux' &&
  spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') === true;

export const controlC = '\u0003';

interface TerminalRun {
  /** What is typed as soon as the terminal shows this; each once, in this order. */
  types?: readonly (readonly [shown: string, typed: string])[];
  columns?: number;
  /** What is still waiting then is ended, with what it showed. */
  limitMs?: number;
  env?: Readonly<Record<string, string>>;
  /** Put after the command, such as a redirection. */
  after?: string;
}

/** A word as a shell reads it, whatever is in it. */
export const quoted = (word: string) => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Runs the built command line on a terminal of its own. `screen`: all that it showed. */
export const runOnTerminal = (
  words: readonly string[],
  { after = '', ...options }: TerminalRun = {},
): Promise<{ code: number | null; screen: string }> =>
  onTerminal(`${[process.execPath, commandLine, ...words].map(quoted).join(' ')} ${after}`, options);

/** Runs any command on a terminal of its own. */
export function onTerminal(
  command: string,
  { types = [], columns = 200, env = {}, limitMs = 45_000 }: Omit<TerminalRun, 'after'> = {},
): Promise<{ code: number | null; screen: string }> {
  const child = spawn('script', ['-qefc', `stty cols ${columns}; exec ${command}`, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: tmpdir(),
      SHELL: '/bin/sh',
      TERM: 'xterm-256color',
      TZ: 'UTC',
      LANG: 'en_GB.UTF-8',
      ...env,
    },
  });
  let screen = '';
  let seen = 0;
  let next = 0;
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', (data) => {
    screen += String(data);
    for (let step = types[next]; step !== undefined; step = types[next]) {
      const at = screen.indexOf(step[0], seen);
      if (at < 0) return;
      seen = at + step[0].length;
      next += 1;
      child.stdin.write(step[1]);
    }
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ code, screen });
    });
  });
}
