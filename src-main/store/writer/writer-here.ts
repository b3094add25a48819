import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { writerStopped } from '../store-errors.ts';
import type { WriterClient } from './writer-client.ts';
import type { WriterData } from './writer-protocol.ts';
import type { Writer } from './writer.ts';

/** Loads the code that writes. */
export type LoadWriter = () => Promise<{ openWriter(data: WriterData): Result<Writer> }>;

/** Writes in the thread that asks: for a command, which shows nothing meanwhile and is done before a thread would have started. */
export async function openWriterHere(load: LoadWriter, data: WriterData): Promise<Result<WriterClient>> {
  const { openWriter } = await load();
  const writer = openWriter(data);
  if (!writer.ok) return writer;
  const { opened, answer, close } = writer.value;
  let isClosed = false;
  return ok({
    opened,
    call: (...call) => Promise.resolve(isClosed ? fail(writerStopped) : answer(...call)),
    close() {
      isClosed = true;
      close();
      return Promise.resolve();
    },
  });
}
