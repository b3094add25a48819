import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { modules, pinnedNode, root } from './paths.mjs';

/** The environment of sub-programs: `node` means the pinned one for all of them. */
export function toolEnvironment(extra = {}) {
  const path = [join(modules, '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/**
 * The JavaScript file behind a package's command. Run with the pinned Node it needs neither a shell nor `.cmd` files.
 * @param {string} name the package
 * @param {string} [command] where it isn't the package's own name
 */
export function binOf(name, command = name) {
  const { bin } = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8'));
  return join(modules, name, typeof bin === 'string' ? bin : bin[command]);
}

/** Finds a program on the PATH, or in the folders of system programs that an ordinary user's PATH often lacks. */
export function findProgram(name) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  for (const folder of folders) {
    try {
      const file = join(folder, name);
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/**
 * Runs a program to its end and keeps what it says.
 * @returns {Promise<{ code: number, stdout: string, output: string }>} never rejects: a program that can't be started
 *   answers with code 127.
 */
export function capture(program, args, options = {}) {
  const { signal, ...rest } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...rest });
    let stdout = '';
    let output = '';
    child.stdout.on('data', (data) => {
      stdout += data;
      output += data;
    });
    child.stderr.on('data', (data) => (output += data));
    const stop = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop);
    child.on('error', (error) => resolve({ code: 127, stdout, output: `${output}${error.message}\n` }));
    child.on('close', (code) => {
      signal?.removeEventListener('abort', stop);
      resolve({ code: code ?? 1, stdout, output });
    });
  });
}

const stopSignals = process.platform === 'win32' ? ['SIGINT', 'SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How long a program may take to end after it was asked to, in ms. */
const timeoutMs = 8000;

/**
 * Runs a program with this terminal's output and hands signals on to it, so that ending the command ends the program.
 * @returns {Promise<{ code: number, signal: string | null, interrupted: boolean }>}
 */
export function runInForeground(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    let interrupted = false;
    let timer;
    const pass = (signal) => {
      interrupted = true;
      // After Ctrl-C the terminal has sent the signal to the child too; a second one makes some programs give up their
      // orderly end, so SIGTERM goes out instead.
      child.kill(signal === 'SIGINT' ? 'SIGTERM' : signal);
      timer ??= setTimeout(() => child.kill('SIGKILL'), timeoutMs).unref();
    };
    for (const signal of stopSignals) process.on(signal, pass);
    // Ending npm ends the shell between npm and this process, and nothing tells this process but that its parent is gone.
    const parent = process.ppid;
    const orphaned = process.env['npm_lifecycle_event']
      ? setInterval(() => process.ppid !== parent && pass('SIGTERM'), 500)
      : undefined;
    const done = () => {
      clearInterval(orphaned);
      clearTimeout(timer);
      for (const signal of stopSignals) process.off(signal, pass);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('close', (code, signal) => {
      done();
      resolve({ code: code ?? 1, signal, interrupted });
    });
  });
}

/** As runInForeground, for a package's command on the pinned Node. */
export function runTool(name, args, options = {}) {
  const { command, env, ...rest } = options;
  return runInForeground(pinnedNode, [binOf(name, command), ...args], { env: toolEnvironment(env), ...rest });
}

/** npm as it was called, or as it is on the PATH: always the configured one. */
export function npm(args, options = {}) {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('npm-cli.js')) {
    return capture(process.env['npm_node_execpath'] ?? process.execPath, [cli, ...args], options);
  }
  return capture(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
    shell: process.platform === 'win32',
    ...options,
  });
}
