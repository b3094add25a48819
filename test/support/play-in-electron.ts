import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { openDisplay } from '../../scripts/display.mjs';
import { readRuntime } from '../../scripts/runtime.mjs';
import type { ElectronCases } from './electron-transport.ts';

/** What Electron's main process makes of each case, in a process of its own. */
export async function playInElectron(
  cases: Pick<ElectronCases, 'cases' | 'addresses'> & Partial<ElectronCases>,
  env: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-transport-'));
  const display = await openDisplay();
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      // It runs in a folder without packages, where Electron would show what is missing to nobody.
      ssr: { noExternal: true },
      build: {
        outDir: folder,
        ssr: join(import.meta.dirname, 'electron-transport.ts'),
        rollupOptions: {
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: 'main.cjs' },
        },
      },
    });
    return await runElectron(join(folder, 'main.cjs'), folder, {
      ...display.env,
      ...env,
      STEWARD_TRANSPORT: JSON.stringify({ pin: null, proxy: null, setting: null, ...cases }),
    });
  } finally {
    display.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function runElectron(main: string, folder: string, env: Record<string, string>): Promise<unknown> {
  const runtime = readRuntime();
  const { ELECTRON_RUN_AS_NODE: _, ...inherited } = process.env;
  const child = spawn(runtime.path, [...runtime.args, main, `--user-data-dir=${join(folder, 'data')}`], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  let complained = '';
  child.stderr.on('data', (data) => (complained += String(data)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      const found = /^found (.*)$/m.exec(said)?.[1];
      if (found === undefined) reject(new Error(`Electron said nothing: ${complained.slice(-2_000)}`));
      else resolve(JSON.parse(found));
    });
  });
}
