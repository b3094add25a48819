import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { writerStopped } from '../store-errors.ts';
import { isSameFiles, type WriterClient } from './writer-client.ts';
import type { OpenedByWriter } from './writer-protocol.ts';

/** A writer for files that need nothing of its opening: it is opened for the first call. */
export function openWriterOnCall(
  open: () => Promise<Result<WriterClient>>,
  files: Pick<OpenedByWriter, 'ledgerFile' | 'rosterFile'>,
): WriterClient {
  let opening: Promise<Result<WriterClient>> | null = null;
  let isClosed = false;
  const openSame = async (): Promise<Result<WriterClient>> => {
    const writer = await open();
    // What was in the way may be gone at the next call.
    if (!writer.ok) opening = null;
    if (!writer.ok || isSameFiles(writer.value.opened, files.rosterFile)) return writer;
    await writer.value.close();
    return fail(writerStopped);
  };
  return {
    opened: { ...files, notices: [] },
    async call(...call) {
      if (isClosed) return fail(writerStopped);
      const writer = await (opening ??= openSame());
      return writer.ok ? writer.value.call(...call) : writer;
    },
    async close() {
      isClosed = true;
      const writer = await opening;
      if (writer?.ok) await writer.value.close();
    },
  };
}
