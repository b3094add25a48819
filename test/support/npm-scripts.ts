import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const left = new Set(['.git', 'node_modules', 'out', 'test-results']);
const built = ['.steward-build.json', 'main', 'preload', 'renderer'];

export interface ScriptEnd {
  code: number | null;
  said: string;
}

export interface ScriptOptions {
  /** Once this is true of what it said, the script gets Ctrl+C. */
  until?: (said: string) => boolean;
  env?: Readonly<Record<string, string | undefined>>;
}

export interface RepositoryCopy {
  folder: string;
  /** Runs a script as npm does. */
  run(
    name: keyof typeof manifest.scripts,
    args: readonly string[],
    options?: ScriptOptions,
  ): Promise<ScriptEnd>;
  remove(): void;
}

/** A copy for npm scripts to run in, so that they replace neither the built app that is tested beside them nor earlier reports. */
export function copyRepository(): RepositoryCopy {
  const folder = mkdtempSync(join(tmpdir(), 'steward-scripts-'));
  for (const name of readdirSync(root).filter((one) => !left.has(one)))
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of built.filter((one) => existsSync(join(root, 'out', one))))
    cpSync(join(root, 'out', name), join(folder, 'out', name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    folder,
    run(name, args, { until, env } = {}) {
      const [, ...words] = manifest.scripts[name].split(' ');
      const child = spawn(process.execPath, [...words, ...args], {
        cwd: folder,
        env: { ...process.env, ...env },
      });
      let said = '';
      child.stdout.on('data', (data) => (said += String(data)));
      child.stderr.on('data', (data) => (said += String(data)));
      const watch = setInterval(() => {
        if (until?.(said) !== true) return;
        clearInterval(watch);
        child.kill('SIGINT');
      }, 50);
      return new Promise((ended, failed) => {
        child.once('error', failed);
        child.once('close', (code) => {
          clearInterval(watch);
          ended({ code, said: stripVTControlCharacters(said) });
        });
      });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
