import type { Capability, Scope } from '../../src-preload/contract/capabilities.ts';
import type { ChangeRequest } from '../../src-preload/contract/change-request.ts';
import type {
  ConnectionKind,
  CredentialKind,
  Identity,
  Product,
  SignInMethod,
} from '../../src-preload/contract/connections.ts';
import type { Known } from '../../src-preload/shared/known.ts';
import type { Permission, ProviderId } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import type { Role, RoleTable } from '../../src-preload/contract/roles.ts';
import type { SystemFacts } from '../../src-preload/contract/system.ts';
import type { ExpiryReading } from '../../src-preload/contract/tokens.ts';
import type { InstanceKind, WorkspaceType } from '../../src-preload/contract/workspaces.ts';
import type { ListReading } from '../http/list-reading.ts';
import type { HttpClient, HttpTarget } from '../http/http.ts';
import type {
  DetailsRow,
  InvitationRow,
  MemberRow,
  RoleRow,
  TokenRow,
  WorkspaceRow,
} from '../base/records.ts';
import { ownValue } from '../../src-preload/shared/own.ts';

/** Set by the build: the digest of the sources that decide which rows are made of an answer. */
declare const mappingSources: string | undefined;

/** Differs where other rows may be made of the same answers: lists that haven't changed are then read once more. */
export const mappingVersion = typeof mappingSources === 'undefined' ? 'sources' : mappingSources;

/** A fetched list: the records with an ID, how many had none, and how many of the rows have fields that couldn't be read. */
export interface Fetched<T> {
  rows: T[];
  unreadable: number;
  partlyUnreadable: number;
  /** Records that name another place than the one asked for as theirs, where a system's records name it. */
  ofOtherPlace?: number;
  /** The server's clock (epoch ms), or null where it doesn't say. */
  serverDate: number | null;
  /** When the data was true, if not now (a manual inventory entered days ago); null: now. */
  asOf: number | null;
}

/** What a change created. The secret of a new token appears only here. */
export interface Performed {
  createdWorkspaceId: string | null;
  createdToken: { id: string; secret: string } | null;
}

/**
 * What a system offers of one capability. `at`: the kinds of places that have it (workspaces, where not given). The source is the
 * document, route or page that says so.
 */
export type CapabilityEntry =
  | { supported: true; at?: readonly Scope[]; source: string }
  | { supported: false; reason: string; source: string };
export type CapabilityTable = Readonly<Record<Capability, CapabilityEntry>>;

/** One of the APIs of a system; a connection speaks to exactly one, found when its address was recognised. */
export interface ApiVariant {
  capabilities: CapabilityTable;
  facts: SystemFacts;
  /** A sign-in that isn't used this long (ms) ends; the app asks who it is at least so often while it runs. */
  keepAliveMs?: number;
  /** Changes of these kinds that may be on their way at once, each of another record of one place. Not there: one after the other. */
  writesAtOnce?: WritesAtOnce;
}

/** Stated only where each such change is a request about a record of its own, with the source that says so. */
export interface WritesAtOnce {
  most: number;
  of: readonly Capability[];
  source: string;
}

/** What a session may store on this device. Only the provider reads its contents. */
export interface ConnectionStorage {
  /** This connection's secret as the provider made it at sign-in: a bearer, or JSON with what else it needs. */
  secret: string;
  /** Replaces the secret after a refresh. The session continues with the new one even if storing fails. */
  keepSecret(next: string): Promise<Result<null>>;
  /** Further secrets in the vault by name: tokens that can be deleted only by value, keys to test. */
  heldSecrets: {
    get(name: string): Result<string | null>;
    put(name: string, secret: string): Promise<Result<null>>;
    drop(name: string): Promise<Result<null>>;
  };
  /** Settings of the connection, by the ids of `product.options`; what isn't set is missing. */
  options: Readonly<Record<string, string>>;
  apiVariant: string;
  /** Null until `whoami` has proved one. */
  identity: Identity | null;
  /** JSON of the connection in the ledger, for what no server keeps. null: nothing yet. */
  inventory: {
    read(): unknown;
    write(value: unknown): Promise<Result<null>>;
    /** The same as text, for a thread that reads and makes it. */
    readText(): string | null;
    writeText(json: string): Promise<Result<null>>;
  };
  /** Epoch ms. */
  now(): number;
}

/** The outcome of one row of a batch. */
export type RowOutcome = { made: true; workspaceId: string } | { made: false; error: AppError };
export type ProvisionRequest = Extract<ChangeRequest, { type: 'workspace.provision' }>;

/**
 * A signed-in identity at work. Every call ends in a Result; none throws for what a server does. A list that the API variant doesn't offer is
 * `not-supported` without anything being sent.
 */
export interface ProviderSession {
  whoami(signal: AbortSignal): Promise<Result<Identity>>;
  /** All places: workspaces, and organizations and the account where the system has them. */
  workspaces(signal: AbortSignal): Promise<Result<Fetched<WorkspaceRow>>>;
  /**
   * `reading`: handed to all requests of the list where nothing but their answers decides what is made of them, so that a list whose
   * answers are known isn't read again; the error is `cancelled` then. `ahead`: may be given rows as they are read, before the whole list.
   */
  members(
    workspaceId: string,
    signal: AbortSignal,
    reading?: ListReading,
    ahead?: (rows: readonly MemberRow[]) => void,
  ): Promise<Result<Fetched<MemberRow>>>;
  invitations(workspaceId: string, signal: AbortSignal): Promise<Result<Fetched<InvitationRow>>>;
  roles(workspaceId: string, signal: AbortSignal): Promise<Result<Fetched<RoleRow>>>;
  tokens(workspaceId: string, signal: AbortSignal): Promise<Result<Fetched<TokenRow>>>;
  /** One row. */
  details(workspaceId: string, signal: AbortSignal): Promise<Result<Fetched<DetailsRow>>>;
  /**
   * Sends one change. Doesn't read back: the change engine does. `member.set-role` arrives with its userId filled in; `token.rotate`
   * never arrives (the engine makes two changes of it), and `workspace.provision` only where the server makes rows one by one: that row
   * then, with its settings. `ground` gives what the wire needs beside the request.
   */
  perform(
    request: ChangeRequest,
    snapshot: { workspace: WorkspaceRow | null },
    signal: AbortSignal,
  ): Promise<Result<Performed>>;
  /**
   * Makes many workspaces of one organization in one request, outcomes in the order of the rows. `not-implemented`: the server hasn't
   * built it, and each is then created in a request of its own. Only where `workspace.provision` is supported.
   */
  provision?(requests: readonly ProvisionRequest[], signal: AbortSignal): Promise<Result<RowOutcome[]>>;
  /** The value of a token that the system returns later. Only where `token.copy` is supported. */
  tokenValue?(workspaceId: string, tokenId: string, signal: AbortSignal): Promise<Result<string>>;
  /** Stores a key's value for `probeToken`. Only where `token.probe` is supported. */
  keepTokenValue?(workspaceId: string, tokenId: string, value: string): Promise<Result<null>>;
  probeToken?(
    workspaceId: string,
    tokenId: string,
    signal: AbortSignal,
  ): Promise<Result<{ at: number; works: boolean; words: string }>>;
}

/** An inventory kept by the admin: only for API variants whose service offers nothing to ask. */
export interface ManualInventory {
  /** What this list would add or change. `stored`: the inventory as it is kept, null: none. Lists are long: called in a thread. */
  preview(stored: unknown, text: string, now: number): InventoryPreview;
  /** The inventory with the rows of this list that have no problem. Called in a thread, too. */
  import(
    stored: unknown,
    text: string,
    now: number,
  ): Result<{ inventory: unknown; kept: number; left: number }>;
  exportCsv(storage: ConnectionStorage): string;
  forget(
    storage: ConnectionStorage,
    workspaceId: string,
    what: { of: 'place' } | { of: 'member'; userId: string } | { of: 'token'; tokenId: string },
  ): Promise<Result<null>>;
  /** The exact clicks that make this change in the system's own pages. */
  steps(request: ChangeRequest, snapshot: { workspace: WorkspaceRow | null }): string[];
}

export interface InventoryPreview {
  /** The first of them. */
  rows: InventoryPreviewRow[];
  /** How many of all rows can be kept, and how many have a problem. */
  fine: number;
  wrong: number;
  /** Columns that were found under another header than their own. */
  renamed: { column: string; header: string }[];
  /** Headers of columns that aren't read. */
  ignored: string[];
  problem: string | null;
}

export interface InventoryPreviewRow {
  line: number;
  organization: string;
  workspace: string;
  email: string;
  name: string;
  organizationRole: string;
  workspaceRole: string;
  key: string;
  effect: string;
  problem: string | null;
}

export interface Recognition {
  /** Id of the API variant. */
  apiVariant: string;
  methods: SignInMethod[];
}

/** The result of a sign-in step: the connection's secret, or a question to answer first. */
export type SecretStep =
  | { step: 'secret'; secret: string }
  | { step: 'code'; text: string; complete(code: string, signal: AbortSignal): Promise<Result<string>> };

/** The signed-in person, as the role tables need to know them. */
export interface Caller {
  /** Wire id of their role in the place. */
  role: Known<string>;
  credential: CredentialKind;
  scope: Scope;
  /** Roles of the place, custom ones with their permission codes. */
  roles: readonly Role[];
}

/** What is known of a system without asking it: all that reading the copies needs, and nothing of the code that speaks to it. */
export interface SystemRules {
  id: ProviderId;
  product: Product;
  /** By id, as `Recognition.apiVariant` names them; the first is taken where a connection's isn't known. */
  apiVariants: Readonly<Record<string, ApiVariant>>;
  defaultApiVariant: string;

  /** The matrix of a kind of place. `custom`: roles that the server keeps for this very place; [] where it keeps none. */
  roleTable(scope: Scope, custom: readonly RoleRow[]): RoleTable;
  /** The highest role, protected by the last-owner check; null where such a place has none. */
  ownerRole(scope: Scope): string | null;
  /** The role that everyone joins with, whatever was requested; null where the invitation carries the role. */
  inviteArrivesAs(scope: Scope): string | null;
  /** A role of an organization that reaches all its workspaces without being a member, or null. */
  roleReachingAllWorkspaces: string | null;
  /**
   * Changes to a member that are sent with the e-mail and not with an account id. An e-mail isn't unique: where several
   * members have it, the server may take another one.
   */
  namedByEmail: ReadonlySet<Capability>;
  /** Permission codes known of the system, for custom roles. */
  permissionCodes: readonly { code: string; label: string }[];

  /** What a role and kind of credential permit, with the reason where not. The capability table decides what is supported. */
  permits(capability: Capability, who: Caller): Permission;
  /** Whether a member with this role can be removed or leave, as the system would decide. */
  permitsRemoval(who: Caller, role: string, self: boolean): Permission;
  /** Whether this role can be assigned to a member with that one (null: to a new member). */
  permitsRole(who: Caller, from: string | null, to: string): Permission;
}

/** One system. Everything outside `providers/` reads these tables and functions and never asks which system it is. */
export interface Provider extends SystemRules {
  kindOf(address: string): ConnectionKind;
  /** Checks without a credential whether an address speaks this system. null: it doesn't. */
  recognise(
    http: HttpClient,
    target: HttpTarget,
    options: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<Recognition | null>>;
  /** Where an address is another one of the system's own (its web app, its portal): which one to use instead, or null. */
  misdirected?(url: URL): { sentence: string; suggestion: string } | null;
  browserSignIn: {
    url(address: string, loopbackPort: number): string;
    /** Trades the query of the loopback redirect for the connection's secret. `conflict`: the server doesn't know the nonce. */
    exchange(
      http: HttpClient,
      target: HttpTarget,
      query: URLSearchParams,
      signal: AbortSignal,
    ): Promise<Result<string>>;
  } | null;
  /** Whether the system's documents give the error of a session that has ended; only such an error signs out. */
  documentsSessionEnd: boolean;
  localSignIn:
    ((http: HttpClient, target: HttpTarget, signal: AbortSignal) => Promise<Result<string>>) | null;
  /** Signs in with the filled form of `product.forms`: a pasted token, a password, or nothing but a name. */
  formSignIn(
    http: HttpClient,
    target: HttpTarget,
    form: {
      method: 'token' | 'password' | 'entered';
      values: Readonly<Record<string, string>>;
      options: Readonly<Record<string, string>>;
    },
    signal: AbortSignal,
  ): Promise<Result<SecretStep>>;
  /** Reads kind and expiry from a connection's secret, without a request. Error text never contains the secret. */
  inspectCredential(secret: string): Result<{ credential: CredentialKind; expiresAt: Known<number> }>;
  /** `target.credential` is null: the session puts in what each request needs, from `device`. */
  session(http: HttpClient, target: HttpTarget, storage: ConnectionStorage): ProviderSession;
  inventory: ManualInventory | null;

  workspaceTypes: readonly WorkspaceType[];
  /** The address where the instance shows this workspace in a browser, or null. */
  workspaceUrl(workspace: { id: string; url: Known<string>; address: string }): string | null;
  /** The page that applies a role change on an instance, or null where none is needed. */
  refreshAuthUrl(workspace: { id: string; kind: InstanceKind; url: Known<string> }): string | null;
  checkWorkspaceFields(fields: {
    kind: InstanceKind;
    name: string;
    description: string;
    url: string;
  }): { path: 'name' | 'description' | 'url'; message: string }[];
  /** Why the server would refuse this e-mail address; not there where the system's own rule isn't known. */
  emailProblem?(email: string): string | null;
  tokenNameProblem(name: string): string | null;
  /** Empty where tokens of this system have no expiry to choose. */
  expiryPresets: readonly { label: string; text: string }[];
  readExpiry(text: string, now: number): ExpiryReading;
  /** What a change means on this system, in plain sentences for the plan. */
  consequences(request: ChangeRequest): string[];
  /** The same about the tokens of those who leave or are removed; not said where the plan knows which tokens they have. */
  tokensAfter?(request: ChangeRequest): string[];
}

/** The API variant of a connection. */
export const apiVariantOf = (provider: SystemRules, apiVariant: string): ApiVariant => {
  const found =
    ownValue(provider.apiVariants, apiVariant) ?? provider.apiVariants[provider.defaultApiVariant];
  // A provider without its default API variant is a bug of its folder, and its first test shows it.
  if (found === undefined) throw new Error(`${provider.id} has no API variant`);
  return found;
};
