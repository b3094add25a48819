import type { Plan } from '../../src-preload/contract/changes.ts';
import type {
  Badge,
  Colour,
  ConnectionKind,
  CredentialKind,
  Identity,
  Pin,
} from '../../src-preload/contract/connections.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { ObservedKind } from '../../src-preload/contract/history.ts';
import type { ProviderId, SortOrder, WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { EarlierLedger } from '../../src-preload/contract/storage.ts';
import type { Known } from '../../src-preload/shared/known.ts';
import type { RosterSearch } from './search/types.ts';
import type {
  DetailsRow,
  InvitationRow,
  MemberRow,
  RoleRow,
  TokenRow,
  WorkspaceRow,
} from '../base/records.ts';
import type { StorageReader, StorageWriter } from './retention/types.ts';
import type { RosterPast, Timelines } from './history/types.ts';

export type { DetailsRow, InvitationRow, MemberRow, RoleRow, TokenRow, WorkspaceRow };

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
}
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
}
/**
 * One difference between two fetches. `subject` names it for people (an e-mail, a token's name). `before` and `after` are the role's wire
 * id (of who joined and who left too) or the status of a member; for `workspace.changed`, one per field, they read "name: Old" and
 * "name: New"; for `role.permissions` they are lists of codes ("a, b"); for `invitation.ended`, `after` is its status, or null where it
 * only left the list; null otherwise.
 */
export interface Difference {
  kind: ObservedKind;
  workspaceId: string | null;
  subjectId: string;
  subject: string;
  before: string | null;
  after: string | null;
  /** Whom it is about, by user id: a member, a token's owner. Left out or null: not known. */
  personId?: string | null;
  /** What joined, left, was made or went, as JSON. Left out or null: not known, as in history of earlier versions. */
  row?: string | null;
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

/** Reads of roster.db: synchronous, on a read-only connection, never waiting for the network or the writer. */
export interface RosterReader {
  workspaces(connectionId: string, now: number): (WorkspaceRow & { counts: WorkspaceCounts })[];
  workspace(ref: WorkspaceRef, now: number): (WorkspaceRow & { counts: WorkspaceCounts }) | null;
  membersPage(
    ref: WorkspaceRef,
    query: MembersQuery,
  ): {
    rows: MemberRow[];
    matching: number;
    total: number;
    queryProblem: string | null;
    /** What `after` takes for the page that follows; null at the end. */
    next: string | null;
  };
  members(ref: WorkspaceRef): MemberRow[];
  member(ref: WorkspaceRef, userId: string): MemberRow | null;
  /** Those whose address differs at most in case or accents, 50 at most; "": those whose address isn't told. */
  membersByEmail(ref: WorkspaceRef, email: string): MemberRow[];
  countByRole(ref: WorkspaceRef): { role: string; status: 'active' | 'pending'; count: number }[];
  /** `ownerName` is looked up among the members of the connection. */
  tokensPage(
    ref: WorkspaceRef,
    query: TokensQuery,
  ): {
    rows: (TokenRow & { ownerName: Known<string> })[];
    matching: number;
    totals: { active: number; inactive: number };
    queryProblem: string | null;
  };
  /** All that match, in order, in pieces of at most `size`: for reading a long list without sorting it anew for each page. */
  tokenPieces(
    ref: WorkspaceRef,
    query: Omit<TokensQuery, 'offset' | 'limit'>,
    size: number,
  ): Generator<(TokenRow & { ownerName: Known<string> })[], void, undefined>;
  tokens(ref: WorkspaceRef): TokenRow[];
  /** As the system said them, by e-mail: a pending one may have expired since. */
  invitations(ref: WorkspaceRef): InvitationRow[];
  /** Free words are looked for in e-mail, inviter and message. One that expired by the clock comes with that status. */
  invitationsPage(
    ref: WorkspaceRef,
    query: InvitationsQuery,
  ): {
    rows: InvitationRow[];
    matching: number;
    totals: { open: number; ended: number };
    queryProblem: string | null;
  };
  /** Roles that the server keeps for this place, by name. */
  roles(ref: WorkspaceRef): RoleRow[];
  details(ref: WorkspaceRef): DetailsRow | null;
  /** Members of `from`, active or pending, who aren't members of `ref` (by user id), by name. */
  candidates(
    ref: WorkspaceRef,
    from: WorkspaceRef,
    query: CandidatesQuery,
  ): { rows: MemberRow[]; matching: number };
  /** `workspaceId` is null for the list of workspaces. */
  freshness(connectionId: string, workspaceId: string | null, list: ListName): StoredFreshness;
  counts(connectionId: string): { workspaces: number; members: number; tokens: number };
}

/**
 * Writes of roster.db: in the writer thread. Swaps are whole: one transaction, or nothing. The first fetch of a list gives no differences;
 * absence is not claimed from a fetch with unreadable records. Errors: `not-found` where the workspace left the list meanwhile,
 * `cancelled` where the connection was erased meanwhile, `disk-full`, `store-unavailable`.
 */
export interface RosterWriter {
  swapWorkspaces(connectionId: string, rows: WorkspaceRow[], meta: FetchMeta): Promise<Result<Difference[]>>;
  swapMembers(ref: WorkspaceRef, rows: MemberRow[], meta: FetchMeta): Promise<Result<Difference[]>>;
  swapInvitations(ref: WorkspaceRef, rows: InvitationRow[], meta: FetchMeta): Promise<Result<Difference[]>>;
  swapRoles(ref: WorkspaceRef, rows: RoleRow[], meta: FetchMeta): Promise<Result<Difference[]>>;
  swapTokens(ref: WorkspaceRef, rows: TokenRow[], meta: FetchMeta): Promise<Result<Difference[]>>;
  /** One row, or none where the place has no details any more. */
  swapDetails(ref: WorkspaceRef, rows: DetailsRow[], meta: FetchMeta): Promise<Result<Difference[]>>;
  /**
   * What swaps found goes into the history by itself, whenever the app ends. An error: it waits, because the ledger doesn't take it now;
   * the lists are up to date all the same.
   */
  settleHistory(): Promise<Result<null>>;
  markTried(
    connectionId: string,
    workspaceId: string | null,
    list: ListName,
    triedAt: number,
    error: AppError,
  ): Promise<Result<null>>;
  /** Secure-deletes all rows of a connection and truncates the log. */
  eraseConnection(connectionId: string): Promise<Result<null>>;
  eraseWorkspace(ref: WorkspaceRef): Promise<Result<null>>;
}

export interface ConnectionRecord {
  id: string;
  provider: ProviderId;
  kind: ConnectionKind;
  address: string;
  label: string;
  badge: Badge;
  colour: Colour;
  position: number;
  identity: Identity;
  credential: CredentialKind;
  /** null while signed in; the reason otherwise. */
  signedOut: string | null;
  builtIn: boolean;
  insecure: boolean;
  /** Which of its system's APIs it speaks; "" in records from before there were several: the provider's first. */
  apiVariant: string;
  /** Settings that aren't secret, by the ids of the product's options. */
  options: Record<string, string>;
  /** What choosing the connection shows first. */
  startsAt: 'default' | 'selector';
}
/** The admin's own of a workspace: never sent to a server. */
export interface LocalWorkspace {
  workspaceId: string;
  favourite: boolean;
  hidden: boolean;
  note: string;
  position: number | null;
}
export interface HistoryRow extends Difference {
  id: number;
  connectionId: string;
  from: number | null;
  at: number;
}

export interface LedgerReader {
  connections(): ConnectionRecord[];
  localWorkspaces(connectionId: string): LocalWorkspace[];
  pins(): Pin[];
  /** A JSON preference, or null. */
  preference(key: string): unknown;
  plan(planId: string): Plan | null;
  /** Newest first; drafts are left out. null connectionId: all. */
  plans(connectionId: string | null, workspaceId: string | null): Plan[];
  /** Plans with an item in state `sent`, or status `applying`: what a crash left. */
  interruptedPlans(): Plan[];
  /** Observed differences and app plans' items are merged by the caller. What was seen last comes first. */
  history(connectionId: string, workspaceId: string | null): HistoryRow[];
  counts(connectionId: string): { history: number; receipts: number };
  /** JSON of what no server keeps for this connection, or null. */
  inventory(connectionId: string): unknown;
}
export interface LedgerWriter {
  saveConnection(record: ConnectionRecord): Promise<Result<null>>;
  reorderConnections(ids: string[]): Promise<Result<null>>;
  /** Erases the connection, its history, receipts, inventory, local settings and pins of its origin. */
  eraseConnection(connectionId: string): Promise<Result<null>>;
  /** Deletes the ledgers that were set aside as damaged or unreadable: they may hold what a removal has to reach. */
  removeSetAside(): Promise<Result<null>>;
  setLocalWorkspace(
    connectionId: string,
    local: Partial<LocalWorkspace> & { workspaceId: string },
  ): Promise<Result<null>>;
  reorderWorkspaces(connectionId: string, ids: string[]): Promise<Result<null>>;
  savePin(pin: Pin): Promise<Result<null>>;
  deletePin(origin: string): Promise<Result<null>>;
  setPreference(key: string, value: unknown): Promise<Result<null>>;
  /** On disk (fsync) when it resolves. */
  savePlan(plan: Plan): Promise<Result<null>>;
  deletePlan(planId: string): Promise<Result<null>>;
  /** null takes it away. Errors beside those of the disk: `cancelled` where the connection was erased meanwhile. */
  setInventory(connectionId: string, value: unknown): Promise<Result<null>>;
}

export type StoreMode = 'disk' | 'read-only' | 'memory';
export interface StoreNotice {
  level: 'info' | 'warn' | 'error';
  sentence: string;
  nextStep: string;
  /** The file of a ledger that this offers to open again. */
  earlierLedger?: string;
}

export interface EarlierLedgers {
  /** The one used last first. */
  list(): Promise<Result<EarlierLedger[]>>;
  /**
   * At the next opening it takes the place of the present one, which is set aside with its backup and its offline copies. Error beside
   * those of the disk: `not-found` where it can't be opened.
   */
  takeBack(name: string): Promise<Result<null>>;
  /** It isn't offered any more; it stays where it is. */
  decline(name: string): Promise<Result<null>>;
}
export interface Store {
  mode: StoreMode;
  folder: string;
  roster: RosterReader & RosterSearch & RosterWriter;
  ledger: LedgerReader & LedgerWriter;
  /** What lists were before. */
  past: RosterPast;
  /** History along one place or one person. */
  timelines: Timelines;
  /** What is stored on this device, and for how long. */
  storage: StorageReader & StorageWriter;
  /** Ledgers that were set aside and can be had back. */
  earlier: EarlierLedgers;
  /** What the opening ladder had to do; empty on an ordinary start. */
  notices: StoreNotice[];
  /** Waits for the writer, makes the ledger's backup, closes all. */
  close(): Promise<void>;
}
/** Keys are 32 random bytes each, from the vault. `ephemeral`: a temporary folder, removed on close. */
export interface OpenStoreOptions {
  folder: string;
  ledgerKey: Buffer;
  rosterKey: Buffer;
  ephemeral: boolean;
  /** Path of the built writer-thread file; a .ts path works in plain Node 24. */
  writerFile: string;
}
