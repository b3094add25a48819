import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { writerStopped } from '../store-errors.ts';
import type { CallWriter, FromWriter, OpenedByWriter, ToWriter, WriterData } from './writer-protocol.ts';

export interface WriterClient {
  opened: OpenedByWriter;
  call: CallWriter;
  close(): Promise<void>;
}

type Pending = Map<number, (result: Result<unknown>) => void>;
interface Running {
  worker: Worker;
  pending: Pending;
  ended: Promise<void>;
}

/**
 * Starts the writer thread and waits until it has opened the files. When it stops by itself, the calls under way end in an error
 * (whether they were done isn't known), and it is started once more.
 */
export async function startWriter(file: string, data: WriterData): Promise<Result<WriterClient>> {
  let nextId = 1;
  let restarts = 1;
  let closing = false;
  let running: Promise<Running | null>;

  const start = (): Promise<Result<{ opened: OpenedByWriter; running: Running }>> =>
    new Promise((resolve) => {
      const pending: Pending = new Map();
      let worker: Worker;
      try {
        worker = new Worker(file, { workerData: data, name: 'steward-store' });
      } catch {
        resolve(fail(writerStopped));
        return;
      }
      let isOpen = false;
      const ended = new Promise<void>((done) => {
        worker.once('exit', () => {
          for (const end of pending.values()) end(fail(writerStopped));
          pending.clear();
          if (isOpen && !closing) running = restart();
          resolve(fail(writerStopped));
          done();
        });
      });
      // `exit` follows and does what is to be done.
      worker.on('error', () => undefined);
      worker.on('message', (message: FromWriter) => {
        switch (message.type) {
          case 'opened':
            isOpen = message.result.ok;
            resolve(
              message.result.ok
                ? ok({ opened: message.result.value, running: { worker, pending, ended } })
                : message.result,
            );
            break;
          case 'answer':
            pending.get(message.id)?.(message.result);
            pending.delete(message.id);
            break;
          case 'closed':
            break;
        }
      });
    });

  const first = await start();
  if (!first.ok) return first;
  const { opened } = first.value;
  running = Promise.resolve(first.value.running);

  const restart = async (): Promise<Running | null> => {
    if (restarts === 0) return null;
    restarts -= 1;
    const again = await start();
    if (!again.ok) return null;
    if (isSameFiles(again.value.opened, opened.rosterFile)) return again.value.running;
    restarts = 0;
    again.value.running.worker.postMessage({ type: 'close' } satisfies ToWriter);
    await again.value.running.ended;
    return null;
  };

  return ok({
    opened,
    async call(area, method, args) {
      const now = closing ? null : await running;
      if (now === null) return fail(writerStopped);
      return new Promise((resolve) => {
        const id = nextId++;
        now.pending.set(id, resolve);
        now.worker.postMessage({ type: 'call', id, area, method, args } satisfies ToWriter);
      });
    },
    async close() {
      closing = true;
      const now = await running;
      if (now === null) return;
      now.worker.postMessage({ type: 'close' } satisfies ToWriter);
      await now.ended;
    },
  });
}

/**
 * Whether a writer that is opened later found the files that the readers are open on: with others in their place nothing may be written until
 * the store is opened again.
 */
export const isSameFiles = ({ rosterFile, notices }: OpenedByWriter, readFrom: string): boolean =>
  rosterFile === readFrom && notices.every(({ level }) => level === 'info');
