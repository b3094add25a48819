import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { version } from '../package.json' with { type: 'json' };

const at = (path: string) => resolve(import.meta.dirname, '..', path);

/**
 * The command line, for plain Node: its entry is one file, and what a command needs is in chunks that load when it runs. Built apart from
 * the app, whose own chunks are laid out for a quick start of its window.
 */
export default defineConfig({
  define: {
    stewardVersion: JSON.stringify(version),
    buildCommit: JSON.stringify(process.env['STEWARD_COMMIT'] ?? ''),
    buildDate: JSON.stringify(process.env['STEWARD_BUILD_DATE'] ?? ''),
  },
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  build: {
    ssr: true,
    outDir: at('out/cli'),
    emptyOutDir: true,
    minify: true,
    // The packages run it on Electron's own Node; the oldest that is supported, 33, has 20.18.
    target: 'node20.18',
    rollupOptions: {
      input: {
        steward: at('src-main/cli/main.ts'),
        lists: at('src-main/files/list-worker.ts'),
        instance: at('src-main/local-instance/main.ts'),
      },
      output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
    },
  },
});
