import { ok } from '../../src-preload/shared/result.ts';
import type { OpenedQueue } from '../app/opened.ts';
import { openedFileOf, readOpenedFile } from '../files/opened-file.ts';
import type { Caller, PageHandlers } from './handle.ts';

/** `isCurrent`: whether it is the window used last, which shows what was opened. */
export const openedHandlers = (
  queue: OpenedQueue,
  isCurrent: (caller: Caller) => boolean,
): PageHandlers<'opened'> => ({
  async take(_input, caller) {
    const next = isCurrent(caller) ? queue.take() : null;
    if (next === null || next.kind === 'link') return ok(next);
    const read = await readOpenedFile(next.path);
    return ok(read.ok ? read.value : { kind: 'refused' as const, error: read.error });
  },
  drop: ({ name, bytes }) => openedFileOf(name, bytes),
});
