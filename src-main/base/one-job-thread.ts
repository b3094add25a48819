import { Worker } from 'node:worker_threads';

/** Has one message answered by a thread of its own, which ends with it. null: it failed, or took longer. */
export async function runInThread<T>(
  workerFile: string,
  name: string,
  message: unknown,
  timeoutMs: number,
): Promise<T | null> {
  const worker = new Worker(workerFile, { name });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T | null>((resolve) => {
      timer = setTimeout(() => resolve(null), timeoutMs);
      worker.once('message', resolve);
      worker.once('error', () => resolve(null));
      worker.postMessage(message);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
