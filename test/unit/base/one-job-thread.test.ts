import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInThread } from '../../../src-main/base/one-job-thread.ts';

/** A file with this as the whole of a thread's code. */
function thread(code: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'steward-thread-')), 'thread.cjs');
  writeFileSync(file, `const { parentPort } = require('node:worker_threads');\n${code}\n`);
  return file;
}

const run = (code: string, timeoutMs = 20_000) => runInThread<number>(thread(code), 'test', 20, timeoutMs);

describe('a thread for one job', () => {
  it('answers its message', async () => {
    expect(await run(`parentPort.once('message', (n) => parentPort.postMessage(n + 1));`)).toBe(21);
  });

  it('gives nothing where it fails', async () => {
    expect(await run(`parentPort.once('message', () => { throw new Error('no'); });`)).toBeNull();
  });

  it('gives nothing where it ends without an answer', async () => {
    expect(await run(`parentPort.once('message', () => parentPort.close());`)).toBeNull();
  });

  it('is ended where it takes longer than it may', async () => {
    expect(await run(`parentPort.once('message', () => { for (;;); });`, 200)).toBeNull();
  });
});
