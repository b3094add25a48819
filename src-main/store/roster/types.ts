import type { ListDoubt, ListName } from '../../../src-preload/contract/freshness.ts';
import type { MemberStatus } from '../../../src-preload/contract/members.ts';
import type { Coverage } from '../../../src-preload/contract/people.ts';
import type { SortOrder, WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Known } from '../../../src-preload/shared/known.ts';
import type {
  DetailsRow,
  InvitationRow,
  MemberRow,
  RoleRow,
  TokenRow,
  WorkspaceRow,
} from '../../base/records.ts';
import type { Async } from '../async.ts';
import type { Difference } from '../history/types.ts';

/** Each null until its list was fetched whole once. Of a place whose members or tokens are kept at another: that one's. */
export interface WorkspaceCounts {
  members: number | null;
  pending: number | null;
  /** Tokens that are neither revoked, expired at `now` nor switched off. */
  activeTokens: number | null;
  /** Invitations that are pending and not expired at `now`. */
  openInvitations: number | null;
}

export interface FetchMeta {
  startedAt: number;
  /** What the list's age counts from: when the fetch ended, or when what it says was true. */
  finishedAt: number;
  unreadable: number;
  /** What the answers came to (sync/list-digest.ts), where the same ones again mean the same list. */
  digest?: string;
}

/** A list as it was read once. */
export interface Reading<Row> {
  rows: Row[];
  meta: FetchMeta;
}

/** Readings of one list, the oldest first. */
export type ListReadings =
  | { list: 'workspaces'; connectionId: string; readings: Reading<WorkspaceRow>[] }
  | { list: 'members'; ref: WorkspaceRef; readings: Reading<MemberRow>[] }
  | { list: 'invitations'; ref: WorkspaceRef; readings: Reading<InvitationRow>[] }
  | { list: 'tokens'; ref: WorkspaceRef; readings: Reading<TokenRow>[] };

/** What the copy before was: absence and novelty are claimed only against a whole one. */
export interface Earlier {
  fetchedAt: number;
  unreadable: number;
}

export interface StoredFreshness {
  fetchedAt: number | null;
  triedAt: number | null;
  error: AppError | null;
  unreadable: number;
  /** Why the list that was fetched since isn't shown yet. */
  doubt: ListDoubt | null;
}

export interface MembersQuery {
  query: string;
  sort: { by: 'name' | 'email' | 'role' | 'status'; order: SortOrder };
  offset: number;
  limit: number;
  /** Role ids from the highest rank down, with their labels: for sorting and for `role:`. */
  roles: readonly { id: string; label: string }[];
  /** The `next` of an earlier page in the same order: goes on from there, whatever `offset` says. */
  after?: string;
  /** `none` saves the counting, which can take longer than the page: `matching` is -1 then. Not given: `exact`. */
  count?: 'exact' | 'none';
  /** What durations in the query count from (epoch ms); not given: the clock. */
  now?: number;
}

export interface TokensQuery {
  query: string;
  sort: { by: 'name' | 'owner' | 'created' | 'expires' | 'last-used'; order: SortOrder };
  offset: number;
  limit: number;
  list: 'active' | 'inactive';
  now: number;
  /** Ids of places whose copies aren't shown: no owner is named from them. Left out: none. */
  hidden?: ReadonlySet<string>;
}

/** `open`: pending and not expired at `now`. */
export interface InvitationsQuery {
  query: string;
  sort: { by: 'email' | 'status' | 'created' | 'expires'; order: SortOrder };
  offset: number;
  limit: number;
  list: 'open' | 'ended';
  now: number;
  /** For `role:`. */
  roles?: readonly { id: string; label: string }[];
}

export interface CandidatesQuery {
  query: string;
  offset: number;
  limit: number;
}

/** Looked up among the members of the connection. */
export interface TokenOwner {
  ownerName: Known<string>;
  ownerEmail: Known<string>;
}

/** Reads of roster.db: synchronous, on a read-only connection, never waiting for the network or the writer. */
export interface RosterReader {
  workspaces(connectionId: string, now: number): (WorkspaceRow & { counts: WorkspaceCounts })[];
  workspace(ref: WorkspaceRef, now: number): (WorkspaceRow & { counts: WorkspaceCounts }) | null;
  members(ref: WorkspaceRef): MemberRow[];
  member(ref: WorkspaceRef, userId: string): MemberRow | null;
  /** Those whose address folds alike (see fold.ts), 50 at most; "": those whose address isn't told. */
  membersByEmail(ref: WorkspaceRef, email: string): MemberRow[];
  countByRole(ref: WorkspaceRef): { role: string; status: MemberStatus; count: number }[];
  /** `ownerName` is looked up among the members of the connection. */
  tokensPage(
    ref: WorkspaceRef,
    query: TokensQuery,
  ): {
    rows: (TokenRow & TokenOwner)[];
    matching: number;
    totals: { active: number; inactive: number };
    queryProblem: string | null;
  };
  /** All that match, in order, in pieces of at most `size`: for reading a long list without sorting it again for each page. */
  tokenPieces(
    ref: WorkspaceRef,
    query: Omit<TokensQuery, 'offset' | 'limit'>,
    size: number,
  ): Generator<(TokenRow & TokenOwner)[], void, undefined>;
  tokens(ref: WorkspaceRef): TokenRow[];
  /** As the system said them, by e-mail: a pending one may have expired since. */
  invitations(ref: WorkspaceRef): InvitationRow[];
  /** Roles that the server keeps for this place, by name. */
  roles(ref: WorkspaceRef): RoleRow[];
  details(ref: WorkspaceRef): DetailsRow | null;
  /** `workspaceId` is null for the list of workspaces. */
  freshness(connectionId: string, workspaceId: string | null, list: ListName): StoredFreshness;
  /** Lists that were fetched and aren't shown yet. */
  doubtedLists(connectionId: string): { workspaceId: string | null; list: ListName }[];
  /** What the answers came to that the copy of a list is made of; null: not known. */
  digest(ref: WorkspaceRef, list: ListName): string | null;
  /**
   * How far a list may be trusted over all places that keep one of their own; null: of all connections. Copies that `isHidden` says aren't
   * shown are counted as that alone.
   */
  coverage(
    connectionIds: readonly string[] | null,
    list: ListName,
    now: number,
    isHidden?: (connectionId: string, workspaceId: string) => boolean,
  ): Coverage;
  counts(connectionId: string): { workspaces: number; members: number; tokens: number };
}

/**
 * Writes of roster.db, as the writer thread does them. Swaps are whole: one transaction, or nothing. The first fetch of a list gives no differences;
 * absence is not claimed from a fetch with unreadable records. Errors: `not-found` where the workspace left the list meanwhile,
 * `cancelled` where the connection was erased meanwhile, `disk-full`, `store-unavailable`.
 */
export interface SyncRosterWriter {
  swapWorkspaces(connectionId: string, rows: WorkspaceRow[], meta: FetchMeta): Result<Difference[]>;
  swapMembers(ref: WorkspaceRef, rows: MemberRow[], meta: FetchMeta): Result<Difference[]>;
  /** The answers were those that the copy was made of: only its age is new. False: the copy isn't made of them. */
  confirmMembers(ref: WorkspaceRef, digest: string, meta: Omit<FetchMeta, 'unreadable'>): Result<boolean>;
  swapInvitations(ref: WorkspaceRef, rows: InvitationRow[], meta: FetchMeta): Result<Difference[]>;
  swapRoles(ref: WorkspaceRef, rows: RoleRow[], meta: FetchMeta): Result<Difference[]>;
  swapTokens(ref: WorkspaceRef, rows: TokenRow[], meta: FetchMeta): Result<Difference[]>;
  /** One row, or none where the place has no details any more. */
  swapDetails(ref: WorkspaceRef, rows: DetailsRow[], meta: FetchMeta): Result<Difference[]>;
  /** All of them, or none: the list is never seen as one before the last. Gives the differences of the last. */
  swapReadings(of: ListReadings): Result<Difference[]>;
  /**
   * Differences found by swaps reach the history even if the app ends meanwhile. An error: it waits, because the ledger doesn't take it now;
   * the lists are up to date all the same.
   */
  flushHistory(): Result<null>;
  markTried(
    connectionId: string,
    workspaceId: string | null,
    list: ListName,
    triedAt: number,
    error: AppError,
  ): Result<null>;
  /** The same for a list that was fetched and isn't shown yet. A later failure leaves the doubt; a list that is shown ends it. */
  markDoubted(
    connectionId: string,
    workspaceId: string | null,
    list: ListName,
    triedAt: number,
    error: AppError,
    doubt: ListDoubt,
  ): Result<null>;
  /** Secure-deletes all rows of a connection and truncates the log. */
  eraseConnection(connectionId: string): Result<null>;
  eraseWorkspace(ref: WorkspaceRef): Result<null>;
}
/** The same for the other threads. */
export type RosterWriter = Async<SyncRosterWriter>;

/** Members on their way to the writer thread while their list is still being read. Nothing of them is in the copy before `swap`. */
export interface MembersAhead {
  send(rows: readonly MemberRow[]): void;
  /** Whether these rows are what was sent, and nothing else. */
  isAll(rows: readonly MemberRow[]): boolean;
  /** As `swapMembers`, with what was sent. */
  swap(ref: WorkspaceRef, meta: FetchMeta): Promise<Result<Difference[]>>;
  /** Forgets what was sent and not swapped in. */
  forget(): void;
}
export interface SendsMembersAhead {
  membersAhead(): MembersAhead;
}
