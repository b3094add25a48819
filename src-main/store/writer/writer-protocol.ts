import type { Result } from '../../../src-preload/shared/result.ts';
import type { Async } from '../async.ts';
import type { StagedPlans } from '../ledger/plan-saver.ts';
import type { SyncLedgerWriter } from '../ledger/types.ts';
import type { StoreNotice, SyncCopies, SyncEarlierLedgers } from '../open/types.ts';
import type { SyncStorageWriter } from '../retention/types.ts';
import type { StagedMembers } from '../roster/member-sender.ts';
import type { SyncRosterWriter } from '../roster/types.ts';

/** All that the writer thread does for others: `{id, area, method, args}` → `{id, result}`. */
export interface WriterAreas {
  roster: SyncRosterWriter;
  members: StagedMembers;
  ledger: SyncLedgerWriter;
  plans: StagedPlans;
  /** Ledgers that were set aside. */
  earlier: SyncEarlierLedgers;
  /** Both databases in another folder. */
  copies: SyncCopies;
  /** What is kept for how long, over both databases. */
  storage: SyncStorageWriter;
}
export type WriterArea = keyof WriterAreas;
export type AsyncWriters = { [Area in WriterArea]: Async<WriterAreas[Area]> };

/** The names of the methods of each area, for those who call them from another thread. */
const methods: { [Area in WriterArea]: Record<keyof WriterAreas[Area], true> } = {
  roster: {
    swapWorkspaces: true,
    swapMembers: true,
    confirmMembers: true,
    swapInvitations: true,
    swapRoles: true,
    swapTokens: true,
    swapDetails: true,
    swapReadings: true,
    flushHistory: true,
    markTried: true,
    markDoubted: true,
    eraseConnection: true,
    eraseWorkspace: true,
  },
  members: { stageMembers: true, swapStagedMembers: true, forgetStagedMembers: true },
  ledger: {
    saveConnection: true,
    reorderConnections: true,
    eraseConnection: true,
    removeSetAside: true,
    setLocalWorkspace: true,
    reorderWorkspaces: true,
    savePin: true,
    deletePin: true,
    setPreference: true,
    savePlan: true,
    deletePlan: true,
    sortHistory: true,
    setInventory: true,
    setInventoryText: true,
  },
  plans: { stageItems: true, saveStaged: true },
  earlier: { list: true, restore: true, save: true, decline: true },
  copies: { copyInto: true },
  storage: { applyRetention: true, eraseCopies: true, eraseGonePlace: true, showStaleCopy: true },
};
/** Answers a call at once. */
export type AnswerCall = (area: string, method: string, args: unknown[]) => Result<unknown>;
/** Makes a call from elsewhere. */
export type CallWriter = (area: string, method: string, args: unknown[]) => Promise<Result<unknown>>;

/** The areas as the other threads have them: each method makes a call of its own name. */
export function asyncWriters(call: CallWriter): AsyncWriters {
  const areas = Object.entries(methods).map(([area, names]) => [
    area,
    Object.fromEntries(
      Object.keys(names).map((name) => [name, (...args: unknown[]) => call(area, name, args)]),
    ),
  ]);
  // The names are those of WriterAreas.
  return Object.fromEntries(areas) as AsyncWriters;
}

export interface WriterData {
  folder: string;
  ledgerKey: Uint8Array;
  rosterKey: Uint8Array;
  timeoutMs: number;
  /** The caller has the folder's lock, and keeps it until the writer is closed. */
  isLocked: boolean;
  /** Of dates and numbers in notices. */
  locale: string;
}

export interface OpenedByWriter {
  ledgerFile: string;
  rosterFile: string;
  notices: StoreNotice[];
}

export type ToWriter =
  { type: 'call'; id: number; area: string; method: string; args: unknown[] } | { type: 'close' };

export type FromWriter =
  | { type: 'opened'; result: Result<OpenedByWriter> }
  | { type: 'answer'; id: number; result: Result<unknown> }
  | { type: 'closed' };
