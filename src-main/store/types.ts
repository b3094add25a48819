import type { RosterSearch } from './search/types.ts';
import type { StorageReader, StorageWriter } from './retention/types.ts';
import type { RosterPast, Timelines } from './history/types.ts';
import type { RosterReader, RosterWriter, SendsMembersAhead } from './roster/types.ts';
import type { LedgerReader, LedgerWriter } from './ledger/types.ts';
import type { Copies, StoreMode, StoreNotice, EarlierLedgers } from './open/types.ts';

export interface Store {
  mode: StoreMode;
  folder: string;
  roster: RosterReader & RosterSearch & RosterWriter & SendsMembersAhead;
  ledger: LedgerReader & LedgerWriter;
  /** What lists were before. */
  past: RosterPast;
  /** History along one place or one person. */
  timelines: Timelines;
  /** What is stored on this device, and for how long. */
  storage: StorageReader & StorageWriter;
  /** Ledgers that were set aside and can be had back. */
  earlier: EarlierLedgers;
  copies: Copies;
  /** What opening had to recover from; empty on an ordinary start. */
  notices: StoreNotice[];
  /** Waits for the writer, makes the ledger's backup, closes all. */
  close(): Promise<void>;
}
