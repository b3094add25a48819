import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Async } from '../async.ts';
import type { Difference } from '../history/types.ts';
import { packMember, type PackedMember } from './member-cells.ts';
import type { FetchMeta, RosterWriter } from './types.ts';

/** How members come to the writer thread: packed by the caller's thread, in pieces, and swapped in as a whole. */
export interface StagedMembers {
  stageMembers(swap: number, rows: PackedMember[]): Result<null>;
  /** `count`: how many rows were staged; with another number nothing is swapped, and what was staged is forgotten. */
  swapStagedMembers(swap: number, ref: WorkspaceRef, count: number, meta: FetchMeta): Result<Difference[]>;
}

/** So many members are sent to the writer at once: copying more between the threads would hold up the window. */
const pieceSize = 1000;

/** Sends members to the writer in pieces, between which the caller's thread does other work. */
export function createMemberSender(writer: Async<StagedMembers>): RosterWriter['swapMembers'] {
  let swaps = 0;
  return async (ref, rows, meta) => {
    swaps += 1;
    const swap = swaps;
    const pieces: Promise<Result<null>>[] = [];
    for (let at = 0; at < rows.length; at += pieceSize) {
      pieces.push(writer.stageMembers(swap, rows.slice(at, at + pieceSize).map(packMember)));
      await yieldToEventLoop();
    }
    const failed = (await Promise.all(pieces)).find((piece) => !piece.ok);
    // The last call also forgets what arrived of a list that isn't whole.
    const swapped = await writer.swapStagedMembers(swap, ref, failed ? -1 : rows.length, meta);
    return failed && !failed.ok ? failed : swapped;
  };
}
