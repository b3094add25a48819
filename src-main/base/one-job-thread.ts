import { Worker } from 'node:worker_threads';

/**
 * Has one message answered by a thread of its own, which then exits. null: it failed, or took longer and was terminated.
 */
export async function runInThread<T>(
  workerFile: string,
  name: string,
  message: unknown,
  timeoutMs: number,
): Promise<T | null> {
  const worker = new Worker(workerFile, { name });
  return new Promise<T | null>((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), timeoutMs);
    worker.once('message', resolve);
    worker.once('error', () => resolve(null));
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve(null);
    });
    worker.postMessage(message);
  });
}
