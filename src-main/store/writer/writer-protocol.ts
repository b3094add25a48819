import type { Result } from '../../../src-preload/shared/result.ts';
import type { EarlierWork } from '../open/earlier-ledgers.ts';
import type { LedgerWork } from '../ledger/ledger-writer.ts';
import type { StorageWork } from '../retention/storage-writer.ts';
import type { RosterWork } from '../roster/roster-writer.ts';
import type { StoreNotice } from '../open/types.ts';

/** What the writer thread can be asked, and what it answers: `{id, area, method, args}` → `{id, result}`. */
export interface WriterWork {
  roster: RosterWork;
  ledger: LedgerWork & { removeSetAside(): Result<null> };
  /** Ledgers that were set aside. */
  earlier: EarlierWork;
  /** What is kept for how long, over both databases. */
  storage: StorageWork;
}
export type WriterArea = keyof WriterWork;

export interface WriterData {
  folder: string;
  ledgerKey: Uint8Array;
  rosterKey: Uint8Array;
  timeoutMs: number;
}

export type ToWriter =
  { type: 'call'; id: number; area: WriterArea; method: string; args: unknown[] } | { type: 'close' };

export type FromWriter =
  | {
      type: 'opened';
      result: Result<{ ledgerFile: string; rosterFile: string; notices: StoreNotice[] }>;
    }
  | { type: 'answer'; id: number; result: Result<unknown> }
  | { type: 'closed' };
