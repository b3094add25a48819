import type { ChangeRequest } from '../../src-preload/contract/changes.ts';
import type {
  ConnectionKind,
  CredentialKind,
  Identity,
  Product,
  SignInMethod,
} from '../../src-preload/contract/connections.ts';
import type { Known } from '../../src-preload/contract/known.ts';
import type { Permission, ProviderId } from '../../src-preload/contract/refs.ts';
import type { Result } from '../../src-preload/contract/result.ts';
import type { ExpiryReading } from '../../src-preload/contract/tokens.ts';
import type { Capability, Role, WorkspaceType } from '../../src-preload/contract/workspaces.ts';
import type { HttpClient, HttpTarget } from '../http/http.ts';
import type { MemberRow, TokenRow, WorkspaceRow } from '../rows.ts';

/** A list as fetched: what could be read, and how many records could not. */
export interface Fetched<T> {
  rows: T[];
  unreadable: number;
  /** The server's clock (epoch ms), or null where it doesn't say. */
  serverDate: number | null;
}

export type FetchedWorkspace = WorkspaceRow;
export type FetchedMember = MemberRow;
export type FetchedToken = TokenRow;

/** What a performed change left behind. The secret of a new token appears here and nowhere else. */
export interface Performed {
  createdWorkspaceId: string | null;
  createdToken: { id: string; secret: string } | null;
}

export type CapabilityEntry = { supported: true } | { supported: false; reason: string; source: string };

/** A signed-in identity at work. Every call ends in a Result; none throws for what a server does. */
export interface ProviderSession {
  whoami(signal: AbortSignal): Promise<Result<Identity>>;
  workspaces(signal: AbortSignal): Promise<Result<Fetched<FetchedWorkspace>>>;
  members(workspaceId: string, signal: AbortSignal): Promise<Result<Fetched<FetchedMember>>>;
  tokens(workspaceId: string, signal: AbortSignal): Promise<Result<Fetched<FetchedToken>>>;
  /**
   * Sends one change. Doesn't read back: the change engine does. `member.set-role` arrives with its userId filled in.
   * `ground` gives what the wire needs beside the request (System Initiative's PATCH rewrites the instance URL too).
   */
  perform(
    request: ChangeRequest,
    ground: { workspace: FetchedWorkspace | null },
    signal: AbortSignal,
  ): Promise<Result<Performed>>;
}

export interface Recognition {
  face: string;
  methods: SignInMethod[];
}

export interface SignedIn {
  secret: string;
  identity: Identity;
  credential: CredentialKind;
  expiresAt: Known<number>;
}

/** One system. Everything outside `providers/` reads these tables and functions and never asks which system it is. */
export interface Provider {
  id: ProviderId;
  product: Product;
  /** The system's roles, highest rank first. */
  roles: readonly Role[];
  capabilities: Readonly<Record<Capability, CapabilityEntry>>;
  /** The role above which nobody is; guarded by the last-owner check. */
  ownerRole: string;
  /** The role that an invitation arrives with, whatever is asked; null where the invitation carries the role. */
  inviteArrivesAs: string | null;
  /** What my role and kind of credential permit, in words where not. Support is `capabilities`' business. */
  permits(capability: Capability, myRole: Known<string>, credential: CredentialKind): Permission;
  /** May a person with this role be removed, or leave? The system's own refusals, said before they are tried. */
  permitsRemoval(role: string, self: boolean): Permission;
  kindOf(address: string): ConnectionKind;
  /** Asks an address, without a credential, whether it speaks this system. null: it does not. */
  recognise(http: HttpClient, target: HttpTarget, signal: AbortSignal): Promise<Result<Recognition | null>>;
  /** Where an address is another one of the system's own (its web app, its portal): which one to use instead, or null. */
  misdirected?(url: URL): { sentence: string; suggestion: string } | null;
  browserSignIn: {
    url(address: string, loopbackPort: number): string;
    /** Trades the query of the loopback redirect for a secret. */
    exchange(
      http: HttpClient,
      target: HttpTarget,
      query: URLSearchParams,
      signal: AbortSignal,
    ): Promise<Result<string>>;
  } | null;
  localSignIn:
    ((http: HttpClient, target: HttpTarget, signal: AbortSignal) => Promise<Result<string>>) | null;
  /** Reads kind and expiry out of a credential without asking anybody. `invalid` words never contain the secret. */
  inspectCredential(secret: string): Result<{ credential: CredentialKind; expiresAt: Known<number> }>;
  session(http: HttpClient, target: HttpTarget): ProviderSession;
  workspaceTypes: readonly WorkspaceType[];
  /** The address where the instance shows this workspace in a browser, or null. */
  workspaceUrl(workspace: { id: string; url: Known<string> }): string | null;
  /** The page that tells an instance of a role change, or null where none is needed. */
  refreshAuthUrl(workspace: { id: string; kind: ConnectionKind; url: Known<string> }): string | null;
  checkWorkspaceFields(fields: {
    kind: ConnectionKind;
    name: string;
    description: string;
    url: string;
  }): { path: 'name' | 'description' | 'url'; message: string }[];
  tokenNameProblem(name: string): string | null;
  expiryPresets: readonly { label: string; text: string }[];
  readExpiry(text: string, now: number): ExpiryReading;
  /** Plain sentences on what a change brings with it on this system, for the plan. */
  consequences(request: ChangeRequest): string[];
}
