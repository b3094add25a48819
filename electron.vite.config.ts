import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { calls } from './src-preload/contract/api.ts';
import lockfile from './package-lock.json' with { type: 'json' };

const at = (path: string) => resolve(import.meta.dirname, path);

// The oldest Electron that is supported, 33, runs Node 20.18.
const runtimeTarget = 'node20.18';
// Only what must stay a file of its own is external; everything else is bundled, so that a start reads few files.
const external = ['electron', 'better-sqlite3'];

// What the preload exposes and main holds until it can answer: names alone, because the schemas would bring zod along.
const contractCalls = Object.fromEntries(
  Object.entries(calls).map(([area, schemas]) => [area, Object.keys(schemas)]),
);

/** Over the content of the source files below these folders, in one order on every computer. */
function digestOf(folders: string[]): string {
  const digest = createHash('sha256');
  for (const folder of folders) {
    const names = readdirSync(at(folder), { recursive: true, encoding: 'utf8' });
    const sources = names.filter((name) => name.endsWith('.ts')).map((name) => name.replaceAll('\\', '/'));
    for (const name of sources.sort()) digest.update(name).update(readFileSync(join(at(folder), name)));
  }
  return digest.digest('hex');
}

/**
 * Writes what isn't ASCII in the code as escapes: of a source with one typographic quote V8 keeps every character in two bytes instead of
 * one, for as long as the process runs.
 */
const asciiSources = (): Plugin => ({
  name: 'ascii-sources',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      // With what a backslash stands before, so that none comes to stand before an escape.
      file.code = file.code.replace(/\\.|[\u0080-\uffff]/gs, (found) => {
        const code = found.charCodeAt(found.length - 1);
        return code < 0x80 ? found : `\\u${code.toString(16).padStart(4, '0')}`;
      });
    }
  },
});

// A debuggable build takes Chromium's debugging switches and the development server's address; a release takes neither.
const debuggableBuild = process.env['STEWARD_BUILD'] === 'debuggable';

export default defineConfig({
  main: {
    plugins: [asciiSources()],
    define: {
      contractCalls: JSON.stringify(contractCalls),
      debuggableBuild: JSON.stringify(debuggableBuild),
      mappingSources: JSON.stringify(
        digestOf(['src-main/providers', 'src-main/http', 'src-main/base', 'src-preload/shared']),
      ),
      updateFeed: JSON.stringify(process.env['STEWARD_UPDATE_FEED'] ?? ''),
      updateKey: JSON.stringify(process.env['STEWARD_UPDATE_KEY'] ?? ''),
      changelog: JSON.stringify(readFileSync(at('CHANGELOG.md'), 'utf8')),
      buildCommit: JSON.stringify(process.env['STEWARD_COMMIT'] ?? ''),
      buildDate: JSON.stringify(process.env['STEWARD_BUILD_DATE'] ?? ''),
      currentElectron: JSON.stringify(lockfile.packages['node_modules/electron'].version),
    },
    build: {
      externalizeDeps: false,
      minify: true,
      target: runtimeTarget,
      rollupOptions: {
        external,
        input: {
          index: at('src-main/index.ts'),
          writer: at('src-main/store/writer/writer-thread.ts'),
          lists: at('src-main/files/list-worker.ts'),
          inventory: at('src-main/providers/inventory-worker.ts'),
          search: at('src-main/store/reader/search-thread.ts'),
          instance: at('src-main/local-instance/main.ts'),
        },
        // CommonJS, because an ES module main would be evaluated after Electron's `ready`, too late to register the app:// scheme.
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    define: { contractCalls: JSON.stringify(contractCalls) },
    build: {
      externalizeDeps: false,
      minify: true,
      target: runtimeTarget,
      rollupOptions: {
        external: ['electron'],
        input: { index: at('src-preload/index.ts') },
        // A sandboxed preload can't be an ES module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src-renderer'),
    base: './',
    // Text from servers is made safe to show where elements are made (src-renderer/jsx/).
    plugins: [react({ jsxImportSource: '#jsx' }), asciiSources()],
    // Nothing is inlined: the page's policy refuses data: fonts.
    build: {
      minify: true,
      assetsInlineLimit: 0,
      target: 'chrome130',
      rollupOptions: {
        input: at('src-renderer/index.html'),
        output: {
          // Everything the first screen needs in one file: each request of the page is answered by the main process while it starts.
          codeSplitting: { groups: [{ name: 'initial', tags: ['$initial'] }] },
        },
      },
    },
  },
});
