import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { MemberRow } from '../../base/records.ts';
import type { Async } from '../async.ts';
import type { Difference } from '../history/types.ts';
import { packMember, type PackedMember } from './member-cells.ts';
import type { FetchMeta, MembersAhead, RosterWriter, SendsMembersAhead } from './types.ts';

/** How members come to the writer thread: packed by the caller's thread, in pieces, and swapped in as a whole. */
export interface StagedMembers {
  stageMembers(swap: number, rows: PackedMember[]): Result<null>;
  /** `count`: how many rows were staged; with another number nothing is swapped, and what was staged is forgotten. */
  swapStagedMembers(swap: number, ref: WorkspaceRef, count: number, meta: FetchMeta): Result<Difference[]>;
  forgetStagedMembers(swap: number): Result<null>;
}

/** So many members are sent to the writer at once: copying more between the threads would hold up the window. */
const pieceSize = 1000;

/** Sends members to the writer in pieces, between which the caller's thread does other work. */
export function createMemberSender(
  writer: Async<StagedMembers>,
): Pick<RosterWriter, 'swapMembers'> & SendsMembersAhead {
  let swaps = 0;
  const membersAhead = (): MembersAhead => {
    swaps += 1;
    const swap = swaps;
    const sent: MemberRow[] = [];
    const pieces: Promise<Result<null>>[] = [];
    let isTaken = false;
    return {
      send(rows) {
        for (const row of rows) sent.push(row);
        pieces.push(writer.stageMembers(swap, rows.map(packMember)));
      },
      isAll: (rows) => rows.length === sent.length && rows.every((row, at) => row === sent[at]),
      async swap(ref, meta) {
        isTaken = true;
        const failed = (await Promise.all(pieces)).find((piece) => !piece.ok);
        // The last call also forgets what arrived of a list that isn't whole.
        const swapped = await writer.swapStagedMembers(swap, ref, failed ? -1 : sent.length, meta);
        return failed && !failed.ok ? failed : swapped;
      },
      forget() {
        if (!isTaken && pieces.length > 0) void writer.forgetStagedMembers(swap);
        isTaken = true;
      },
    };
  };
  return {
    membersAhead,
    async swapMembers(ref, rows, meta) {
      const sending = membersAhead();
      for (let at = 0; at < rows.length; at += pieceSize) {
        sending.send(rows.slice(at, at + pieceSize));
        await yieldToEventLoop();
      }
      return sending.swap(ref, meta);
    },
  };
}
