import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { writerStopped } from '../store-errors.ts';
import { isSameFiles, type WriterClient } from './writer-client.ts';
import { asyncWriters, type OpenedByWriter, type WriterData } from './writer-protocol.ts';
import type { Writer } from './writer.ts';

/** Loads the code that writes. */
export type LoadWriter = () => Promise<{ openWriter(data: WriterData): Result<Writer> }>;

/** Writes in the thread that asks: for a command, which shows nothing meanwhile and is done before a thread would have started. */
export async function openWriterHere(load: LoadWriter, data: WriterData): Promise<Result<WriterClient>> {
  const { openWriter } = await load();
  const opened = openWriter(data);
  return opened.ok ? ok(clientOf(() => Promise.resolve(opened), opened.value.opened)) : opened;
}

/** The same for files that need nothing of its opening: it is opened for the first call. */
export function openWriterOnCall(
  load: LoadWriter,
  data: WriterData,
  files: Pick<OpenedByWriter, 'ledgerFile' | 'rosterFile'>,
): WriterClient {
  let opening: Promise<Result<Writer>> | null = null;
  const open = async (): Promise<Result<Writer>> => {
    const { openWriter } = await load();
    const opened = openWriter(data);
    if (!opened.ok || isSameFiles(opened.value.opened, files.rosterFile)) return opened;
    opened.value.close();
    return fail(writerStopped);
  };
  return clientOf(
    () => (opening ??= open()),
    { ...files, notices: [] },
    () => opening,
  );
}

function clientOf(
  writer: () => Promise<Result<Writer>>,
  opened: OpenedByWriter,
  opening: () => Promise<Result<Writer>> | null = writer,
): WriterClient {
  let isClosed = false;
  return {
    opened,
    writers: asyncWriters(async (...call) => {
      if (isClosed) return fail(writerStopped);
      const found = await writer();
      return found.ok ? found.value.answer(...call) : found;
    }),
    async close() {
      isClosed = true;
      const found = await opening();
      if (found?.ok) found.value.close();
    },
  };
}
