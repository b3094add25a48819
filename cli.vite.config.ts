import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const at = (path: string) => resolve(import.meta.dirname, path);

/**
 * The command line, for plain Node: its entry is one file, and what a command needs is in chunks that load when it runs. Built apart from
 * the app, whose own chunks are laid out for a quick start of its window.
 */
export default defineConfig({
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  build: {
    ssr: true,
    outDir: at('out/cli'),
    emptyOutDir: true,
    minify: true,
    target: 'node22',
    rollupOptions: {
      input: {
        steward: at('src-main/cli/main.ts'),
        writer: at('src-main/store/writer/writer-thread.ts'),
        lists: at('src-main/files/list-worker.ts'),
        instance: at('src-main/local-instance/main.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
    },
  },
});
