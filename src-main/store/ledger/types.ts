import type { ChangeType } from '../../../src-preload/contract/change-request.ts';
import type { Plan, PlanItem, PlanSummary } from '../../../src-preload/contract/plan.ts';
import type {
  Badge,
  Colour,
  ConnectionKind,
  CredentialKind,
  Identity,
  Pin,
} from '../../../src-preload/contract/connections.ts';
import type { ObservedKind } from '../../../src-preload/contract/history.ts';
import type { ProviderId } from '../../../src-preload/contract/refs.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { Async } from '../async.ts';
import type { HistoryRow } from '../history/types.ts';

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

/** An item with the plan that it is in; the IDs of items are their plan's own. */
export interface ItemOfPlan {
  planId: string;
  item: PlanItem;
}

export interface LedgerReader {
  /** By their positions. Records are parsed once, and shared: they are frozen. */
  connections(): ConnectionRecord[];
  connection(connectionId: string): ConnectionRecord | null;
  localWorkspaces(connectionId: string): LocalWorkspace[];
  pins(): Pin[];
  /** A JSON preference, or null. */
  preference(key: string): unknown;
  plan(planId: string): Plan | null;
  /** Newest first, read with other work in between; drafts are left out. null connectionId: all. */
  plans(connectionId: string | null, workspaceId: string | null): Promise<Plan[]>;
  /** Those of them with something that happened between these times (epoch ms), both included, without reading any others. */
  plansBetween(
    connectionId: string | null,
    workspaceId: string | null,
    between: { from: number; until: number },
  ): Promise<Plan[]>;
  /** The newest of them, without their items, of which there may be thousands. `idStart`: only those whose ID begins so; "": all. */
  receiptSummaries(
    which: { connectionId: string | null; workspaceId: string | null; idStart: string },
    limit: number,
  ): PlanSummary[];
  /** The changes of these types in them, oldest first, without reading any others. null workspaceId: in all places. */
  itemsOfTypes(
    place: { connectionId: string; workspaceId: string | null },
    types: readonly ChangeType[],
  ): ItemOfPlan[];
  /** Those of them with something left to do. */
  unfinishedPlans(connectionId: string | null, workspaceId: string | null): Plan[];
  /** Those of them of which an item changed at this time (epoch ms) or later, or which haven't ended. */
  plansChangedSince(connectionId: string | null, since: number): Plan[];
  /** Reads receipts ahead, with other work in between, so that asking for them later takes no time. */
  loadPlans(): Promise<void>;
  /** Plans with an item in state `sent`, or status `applying`: what a crash left. */
  interruptedPlans(): Plan[];
  /** Observed differences and app plans' items are merged by the caller. What was seen last comes first. */
  history(connectionId: string, workspaceId: string | null): HistoryRow[];
  /**
   * What was seen of these kinds of a place (null: of all of the connection) after this row and from that time (epoch ms) on, with the rows
   * that joined and left, oldest first, at most `limit`.
   */
  historyAfter(
    ref: { connectionId: string; workspaceId: string | null },
    after: { id: number; at: number },
    which: { kinds: readonly ObservedKind[]; limit: number },
  ): (HistoryRow & { row: string | null })[];
  /** What left since, by one kind of difference, and nothing else of it: while a long plan removes, there are thousands. */
  departuresAfter(
    ref: { connectionId: string; workspaceId: string | null },
    after: { id: number; at: number },
    kind: ObservedKind,
  ): { subjectId: string; row: string | null }[];
  /** The id of the row that was seen last; 0: none yet. */
  lastHistoryId(): number;
  counts(connectionId: string): { history: number; receipts: number };
  /** JSON of what no server keeps for this connection, or null. */
  inventory(connectionId: string): unknown;
  /** The same as text. */
  inventoryText(connectionId: string): string | null;
}

/** Writes of ledger.db, as the writer thread does them. On disk (fsync) when they answer. */
export interface SyncLedgerWriter {
  saveConnection(record: ConnectionRecord): Result<null>;
  reorderConnections(ids: string[]): Result<null>;
  /** Erases the connection, its history, receipts, inventory, local settings and pins of its origin. */
  eraseConnection(connectionId: string): Result<null>;
  /** Deletes the ledgers that were set aside as damaged or unreadable: they may hold what a removal has to reach. */
  removeSetAside(): Result<null>;
  setLocalWorkspace(
    connectionId: string,
    local: Partial<LocalWorkspace> & { workspaceId: string },
  ): Result<null>;
  reorderWorkspaces(connectionId: string, ids: string[]): Result<null>;
  savePin(pin: Pin): Result<null>;
  deletePin(origin: string): Result<null>;
  setPreference(key: string, value: unknown): Result<null>;
  /**
   * Puts what was seen of a connection into the order of its times. Otherwise it stays in the order in which it was written, because the
   * clock may have been set back; a past that is made up is written list by list.
   */
  sortHistory(connectionId: string): Result<null>;
  savePlan(plan: Plan): Result<null>;
  deletePlan(planId: string): Result<null>;
  /** null takes it away. Errors beside those of the disk: `cancelled` where the connection was erased meanwhile. */
  setInventory(connectionId: string, value: unknown): Result<null>;
  /** The same of JSON text. */
  setInventoryText(connectionId: string, json: string): Result<null>;
}

/** The same for the other threads. */
export type LedgerWriter = Async<SyncLedgerWriter>;
