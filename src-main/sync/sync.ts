import type { Health } from '../../src-preload/contract/connections.ts';
import type { ListDoubt, ListName } from '../../src-preload/contract/freshness.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { Result } from '../../src-preload/shared/result.ts';

export type RefreshReason =
  'sign-in' | 'selection' | 'focus' | 'manual' | 'in-view' | 'background' | 'resume' | 'network' | 'change';

/** Decides when to fetch what, one queue per connection (4 requests at most), and swaps lists in whole. */
export interface Sync {
  /** Asks for a refresh of the workspaces list (and of the lists of `ref`); returns at once. */
  refresh(connectionId: string, reason: RefreshReason, ref?: WorkspaceRef): void;
  /** Fetches these lists now and resolves when they are in the store; for what a change rests on, and for reading back. */
  fetchNow(
    connectionId: string,
    workspaceId: string | null,
    lists: readonly ListName[],
    signal: AbortSignal,
  ): Promise<Result<null>>;
  /**
   * Asks for a list once more and takes it in spite of this doubt, which the admin has seen. Errors: `conflict` where the server's answer
   * is another one by now; those of the fetch.
   */
  accept(
    connectionId: string,
    workspaceId: string | null,
    list: ListName,
    doubt: Pick<ListDoubt, 'kind' | 'is'>,
  ): Promise<Result<null>>;
  /** The workspace on screen, which is refreshed more often than others. */
  setInView(ref: { connectionId: string; workspaceId: string | null } | null): void;
  /** The periods are other ones now. */
  periodsChanged(): void;
  health(connectionId: string): Health;
  isSyncing(connectionId: string, workspaceId: string | null, list: ListName): boolean;
  forget(connectionId: string): void;
  stop(): Promise<void>;
}
