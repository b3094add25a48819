import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FromServer, ServerJournal, ToServer } from './answers.ts';
import type { ChildConfig } from './child.ts';
import { readLines, type Line } from './lines.ts';

/** Most of a start is reading the sources: what the first process made of them serves the others. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'steward-compiled') };

export interface Server {
  address: string;
  tokens: { kept: string; erased: string };
  /** Once nobody is connected any more. */
  journal(): Promise<ServerJournal>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the local instance with its door in a process of its own. It ends with this one. */
export async function startServer(seed: number): Promise<Server> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts'), String(seed)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env,
  });
  let take: (message: FromServer | null) => void = () => undefined;
  child.on('message', (message: FromServer) => take(message));
  child.on('exit', () => take(null));
  /** One question at a time. */
  const ask = async <I extends FromServer['is']>(is: I, what?: ToServer) => {
    const answer = new Promise<FromServer | null>((resolve) => {
      take = resolve;
    });
    if (what) child.send(what);
    const message = await answer;
    if (message?.is !== is) throw new Error('The test server ended.');
    // Narrowed by `is`.
    return message as Extract<FromServer, { is: I }>;
  };
  const { address, tokens } = await ask('ready');
  return {
    address,
    tokens,
    journal: async () => (await ask('told', { do: 'tell' })).journal,
    reset: async () => void (await ask('reset', { do: 'reset' })),
    async stop() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

export interface ChildOptions {
  uid?: number;
  /** No file of the child's may become bigger (bytes): its disk is full there. */
  largestFile?: number;
}

export interface Child {
  lines(): Line[];
  /** Resolves at the first line of this kind, or with null when the child ended without it. */
  until(is: Line['is']): Promise<Line | null>;
  /** Resolves as soon as this is true of what was said, or when the child ended. */
  until(isSo: (lines: Line[]) => boolean): Promise<null>;
  kill(): void;
  askToClose(): void;
  /** Resolves when the process is gone and all it said is here. */
  ended: Promise<{ code: number | null; signal: string | null; errors: string }>;
}

/** Starts a child that works in a folder. */
export function startChild(config: ChildConfig, options: ChildOptions = {}): Child {
  const file = join(import.meta.dirname, 'child.ts');
  const { largestFile, uid } = options;
  // A write beyond the limit is an error only where the signal that comes with it is ignored, which is inherited.
  const wrapped: [string, string[]] =
    largestFile === undefined
      ? [process.execPath, []]
      : [
          '/bin/sh',
          ['-c', `trap '' XFSZ; ulimit -f ${Math.ceil(largestFile / 512)}; exec "$0" "$@"`, process.execPath],
        ];
  const [program, before] = wrapped;
  const child: ChildProcess = spawn(program, [...before, file, JSON.stringify(config)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let said = '';
  let errors = '';
  let watchers: (() => void)[] = [];
  const wake = () => {
    const all = watchers;
    watchers = [];
    for (const watcher of all) watcher();
  };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    wake();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  // A child that is gone can't be asked.
  child.stdin?.on('error', () => undefined);
  let over = false;
  const kill = () => void child.kill('SIGKILL');
  // The torture may be interrupted meanwhile.
  process.once('exit', kill);
  const ended = once(child, 'close').then((end) => {
    over = true;
    process.off('exit', kill);
    wake();
    const [code, signal] = end as [number | null, string | null];
    return { code, signal, errors };
  });
  return {
    lines: () => readLines(said),
    async until(what: Line['is'] | ((lines: Line[]) => boolean)): Promise<never> {
      for (;;) {
        const lines = readLines(said);
        const found = typeof what === 'string' ? (lines.find((line) => line.is === what) ?? null) : null;
        // The overloads say which of the two it is.
        if (found !== null || over || (typeof what === 'function' && what(lines))) return found as never;
        await new Promise<void>((resolve) => watchers.push(resolve));
      }
    },
    kill,
    askToClose: () => void child.stdin?.write('close\n'),
    ended,
  };
}
