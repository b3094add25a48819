import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startInstance, type InstanceOptions } from './server.ts';

/*
 * The local instance as a process of its own: run by the app in a utility process, or alone from a terminal.
 * Says where it listens in one message (to the app) or one line of JSON (on standard output).
 */

/** The part of Electron's `process.parentPort` that is used; it exists in a utility process only. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

const usage = `Usage: main.ts [--port N] [--data DIR] [--no-seed] [--seed N] [--faults] [--no-local-login] [--members N]
               [--stub-workspaces-api]
       [--system-generation v1.3|v2] [--system-secure-channel]
  --port N          listen on this port (default: the last one with --data, else any free one)
  --data DIR        keep the data in this folder (default: in memory)
  --no-seed         start without sample data
  --seed N          another set of sample people (default 1)
  --faults          let tests break this server over /__faults
  --no-local-login  refuse POST /auth/local-login
  --members N       add a workspace with N members
  --stub-workspaces-api
                    answer 501 on the Workspaces API's nine workspace endpoints, as its documents say
  --system-generation G    SYSTEM's generation, v1.3 or v2 (default v2)
  --system-secure-channel  SYSTEM takes changes over its secure channel only`;

function wholeNumber(name: string, text: string, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > max) {
    throw new Error(`--${name} takes a whole number from 0 to ${max}`);
  }
  return value;
}

function generationOf(text: string): 'v1.3' | 'v2' {
  if (text === 'v1.3' || text === 'v2') return text;
  throw new Error('--system-generation takes v1.3 or v2');
}

function readOptions(args: readonly string[]): InstanceOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      seed: { type: 'string' },
      'no-seed': { type: 'boolean' },
      faults: { type: 'boolean' },
      'no-local-login': { type: 'boolean' },
      members: { type: 'string' },
      'stub-workspaces-api': { type: 'boolean' },
      'system-generation': { type: 'string' },
      'system-secure-channel': { type: 'boolean' },
    },
  });
  const { port, data, seed, members } = values;
  return {
    directoryPath: data === undefined ? ':memory:' : join(data, 'instance.db'),
    ...(port === undefined ? {} : { port: wholeNumber('port', port, 65_535) }),
    ...(values['no-seed'] === true
      ? { seed: false }
      : seed === undefined
        ? {}
        : { seed: wholeNumber('seed', seed, 0xffff_ffff) }),
    ...(members === undefined ? {} : { members: wholeNumber('members', members, 5_000_000) }),
    faults: values.faults === true,
    localLogin: values['no-local-login'] !== true,
    workspacesApi: values['stub-workspaces-api'] === true ? 'stub' : 'built',
    ...(values['system-generation'] === undefined
      ? {}
      : { systemGeneration: generationOf(values['system-generation']) }),
    systemSecureChannel: values['system-secure-channel'] === true,
  };
}

function isStop(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'stop';
}

async function main(): Promise<void> {
  // Electron adds this property to the process of a utility process; Node's own types don't know it.
  const { parentPort } = process as { parentPort?: ParentPort };
  const fail = (message: string) => {
    process.exitCode = 1;
    if (!parentPort) {
      process.stderr.write(`${message}\n`);
      return;
    }
    parentPort.postMessage({ type: 'error', message });
    // A utility process doesn't end on its own, and leaving at once would lose the message.
    setTimeout(() => {
      process.exit();
    }, 500);
  };

  let options: InstanceOptions;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    fail(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return;
  }

  try {
    const instance = await startInstance(options);
    let closing = false;
    const stop = () => {
      if (closing) return;
      closing = true;
      void instance.close().then(() => {
        process.exit(0);
      });
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    // The channel to a command that started it closes with that command, however it ended.
    process.on('disconnect', stop);
    parentPort?.on('message', ({ data }) => {
      if (isStop(data)) stop();
    });
    const { url, publicApiUrl, token, sample } = instance;
    const systems = await instance.signInsOf(instance.adminEmail);
    const ready = { url, publicUrl: publicApiUrl, token, pid: process.pid, systems, sample };
    if (parentPort) parentPort.postMessage(ready);
    else process.stdout.write(`${JSON.stringify(ready)}\n`);
  } catch (error) {
    fail(`The local instance did not start: ${error instanceof Error ? error.message : String(error)}`);
  }
}

void main();
