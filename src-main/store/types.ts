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
import type { AppError, Result } from '../../src-preload/contract/result.ts';
import type { Known } from '../../src-preload/contract/known.ts';
import type { MemberRow, TokenRow, WorkspaceRow } from '../rows.ts';

export type { MemberRow, TokenRow, WorkspaceRow };

export interface WorkspaceCounts {
  members: number | null;
  pending: number | null;
  /** Tokens that are neither revoked nor expired at `now`. */
  activeTokens: number | null;
}

export interface FetchMeta {
  startedAt: number;
  finishedAt: number;
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
 * id or the status of a member; for `workspace.changed`, one per field, they read "name: Old" and "name: New"; null otherwise.
 */
export interface Difference {
  kind: ObservedKind;
  workspaceId: string | null;
  subjectId: string;
  subject: string;
  before: string | null;
  after: string | null;
}

export interface MembersQuery {
  query: string;
  sort: { by: 'name' | 'email' | 'role' | 'status'; order: SortOrder };
  offset: number;
  limit: number;
  /** Role ids from the highest rank down, with their labels: for sorting and for `role:`. */
  roles: readonly { id: string; label: string }[];
}
export interface TokensQuery {
  query: string;
  sort: { by: 'name' | 'owner' | 'created' | 'expires'; order: SortOrder };
  offset: number;
  limit: number;
  list: 'active' | 'inactive';
  now: number;
}

/** Reads of roster.db: synchronous, on a read-only connection, never waiting for the network or the writer. */
export interface RosterReader {
  workspaces(connectionId: string, now: number): (WorkspaceRow & { counts: WorkspaceCounts })[];
  workspace(ref: WorkspaceRef, now: number): (WorkspaceRow & { counts: WorkspaceCounts }) | null;
  membersPage(
    ref: WorkspaceRef,
    query: MembersQuery,
  ): { rows: MemberRow[]; matching: number; total: number; queryProblem: string | null };
  members(ref: WorkspaceRef): MemberRow[];
  member(ref: WorkspaceRef, userId: string): MemberRow | null;
  countByRole(ref: WorkspaceRef): { role: string; status: 'active' | 'pending'; count: number }[];
  /** `ownerName` is looked up among the members of the connection. */
  tokensPage(
    ref: WorkspaceRef,
    query: TokensQuery,
  ): {
    rows: (TokenRow & { ownerName: Known<string> })[];
    matching: number;
    totals: { active: number; inactive: number };
  };
  tokens(ref: WorkspaceRef): TokenRow[];
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
  swapTokens(ref: WorkspaceRef, rows: TokenRow[], meta: FetchMeta): Promise<Result<Difference[]>>;
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
  /** Observed differences and app plans' items are merged by the caller. Newest first. */
  history(connectionId: string, workspaceId: string | null): HistoryRow[];
  counts(connectionId: string): { history: number; receipts: number };
}
export interface LedgerWriter {
  saveConnection(record: ConnectionRecord): Promise<Result<null>>;
  reorderConnections(ids: string[]): Promise<Result<null>>;
  /** Erases the connection, its history, receipts, local settings and pins of its origin. */
  eraseConnection(connectionId: string): Promise<Result<null>>;
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
  addHistory(
    connectionId: string,
    from: number | null,
    at: number,
    rows: Difference[],
  ): Promise<Result<null>>;
}

export type StoreMode = 'disk' | 'read-only' | 'memory';
export interface StoreNotice {
  level: 'info' | 'warn' | 'error';
  sentence: string;
  nextStep: string;
}
export interface Store {
  mode: StoreMode;
  folder: string;
  roster: RosterReader & RosterWriter;
  ledger: LedgerReader & LedgerWriter;
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
