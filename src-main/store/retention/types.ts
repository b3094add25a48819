import type { StaleCopy } from '../../../src-preload/contract/freshness.ts';
import type {
  HiddenCopy,
  Retention,
  StoredAmount,
  StoredList,
} from '../../../src-preload/contract/storage.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Async } from '../async.ts';
import type { StoreNotice } from '../open/types.ts';

export interface RetentionRun {
  /** This computer's clock (epoch ms). */
  now: number;
  retention: Retention;
  /** How far it is ahead of servers that said the time since the start (ms); empty: none did. */
  offsets: readonly number[];
}
export interface RetentionReport {
  /** Why nothing was erased: the clock can't be trusted yet. */
  held: string | null;
  /** Rows of history, and of what lists were before. */
  deleted: number;
  /** `workspaceId` null: all copies of the connection. */
  erased: { connectionId: string; workspaceId: string | null; lastContact: number }[];
  /** What was erased, to be shown. */
  notices: StoreNotice[];
}

interface StoredOf {
  lists: StoredList[];
  history: StoredAmount;
  receipts: StoredAmount;
  inventory: { bytes: number } | null;
  lastContact: number | null;
}
export interface ErasedCopy {
  workspaceId: string | null;
  lastContact: number;
  erasedAt: number;
}

export interface StorageReader {
  /** Sizes are reckoned from samples: exact ones would read every row. */
  stored(connectionId: string): StoredOf;
  /** Copies that aren't shown: no contact for longer than the preference says, and nobody said to show them anyway. */
  hiddenCopies(connectionId: string, now: number, retention: Retention): HiddenCopy[];
  /** Whether this place's copy is such a one, alone or with the whole connection. null also where there is no copy. */
  copyHidden(ref: WorkspaceRef, now: number, retention: Retention): StaleCopy | null;
  /** All places of a connection for which `copyHidden` says so. */
  hiddenPlaces(connectionId: string, now: number, retention: Retention): ReadonlySet<string>;
  erasedCopies(connectionId: string): ErasedCopy[];
  /** The last judgement on the clock, in words: why nothing is erased for its age; null: it may be. */
  held(): string | null;
}

/** Errors beside those of the disk: `cancelled` where the connection was erased meanwhile. */
export interface SyncStorageWriter {
  /** Deletes history past its days and copies without contact past theirs. Call at the start and then every hour. */
  applyRetention(run: RetentionRun): Result<RetentionReport>;
  /** Copies and history of a connection, its receipts too where said; not the connection. */
  eraseCopies(connectionId: string, receipts: boolean): Result<null>;
  /** What is kept of a place that left its connection's list: its past lists and what was observed in it. */
  eraseGonePlace(ref: WorkspaceRef): Result<null>;
  showStaleCopy(
    connectionId: string,
    workspaceId: string | null,
    lastContact: number,
    shown: boolean,
  ): Result<null>;
}

/** The same for the other threads. */
export type StorageWriter = Async<SyncStorageWriter>;
