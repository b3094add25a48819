import { parentPort } from 'node:worker_threads';

// The real writer thread, except that one preference stops it in the middle of its work.
parentPort?.on('message', (message: { method?: string; args?: unknown[] }) => {
  if (message.method === 'setPreference' && message.args?.[0] === 'crash') process.exit(1);
});
await import('../../../src-main/store/writer/writer-thread.ts');
