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

/** The names of the methods of each area, as the thread gives them when it has opened the files. */
export type WriterMethods = Record<WriterArea, readonly string[]>;
export type CallWriter = (area: string, method: string, args: unknown[]) => Promise<Result<unknown>>;

/** The areas as the other threads have them: each method makes a call of its own name. */
export function asyncWriters(methods: WriterMethods, call: CallWriter): AsyncWriters {
  const areas = Object.entries(methods).map(([area, names]) => [
    area,
    Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => call(area, name, args)])),
  ]);
  // The names are those of the thread's own objects, which have the types of WriterAreas.
  return Object.fromEntries(areas) as AsyncWriters;
}

export interface WriterData {
  folder: string;
  ledgerKey: Uint8Array;
  rosterKey: Uint8Array;
  timeoutMs: number;
  /** Of dates and numbers in notices. */
  locale: string;
}

export interface OpenedByWriter {
  ledgerFile: string;
  rosterFile: string;
  notices: StoreNotice[];
  methods: WriterMethods;
}

export type ToWriter =
  { type: 'call'; id: number; area: string; method: string; args: unknown[] } | { type: 'close' };

export type FromWriter =
  | { type: 'opened'; result: Result<OpenedByWriter> }
  | { type: 'answer'; id: number; result: Result<unknown> }
  | { type: 'closed' };
