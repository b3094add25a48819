import type { Result } from '../../../src-preload/shared/result.ts';
import type { EarlierLedger } from '../../../src-preload/contract/storage.ts';
import type { Async } from '../async.ts';

export type StoreMode = 'disk' | 'read-only' | 'memory';

export interface StoreNotice {
  level: 'info' | 'warn' | 'error';
  sentence: string;
  nextStep: string;
  /** The file of a ledger that this offers to open again. */
  earlierLedger?: string;
}

/** Ledgers that were set aside or saved and can be opened again, as the writer thread sees them. */
export interface SyncEarlierLedgers {
  /** The one used last first. */
  list(): Result<EarlierLedger[]>;
  /**
   * At the next opening it takes the place of the present one, which is set aside with its backup and its offline copies. Error beside
   * those of the disk: `not-found` where it can't be opened.
   */
  restore(name: string): Result<null>;
  /** Makes a backup that can be restored like one that was set aside, and gives its name. */
  save(): Result<{ name: string }>;
  /** It isn't offered any more; it stays where it is. */
  decline(name: string): Result<null>;
}

/** Both databases in another folder, for the next opening there. */
export interface SyncCopies {
  /** Error: `disk-full`, `store-unavailable`; nothing is left there then. */
  copyInto(folder: string): Result<null>;
}
export type Copies = Async<SyncCopies>;

/** The same for the other threads. */
export type EarlierLedgers = Async<SyncEarlierLedgers>;
