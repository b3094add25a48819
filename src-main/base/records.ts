import type { Capability, Scope } from '../../src-preload/contract/capabilities.ts';
import type { InstanceKind } from '../../src-preload/contract/workspaces.ts';
import type { InvitationStatus } from '../../src-preload/contract/invitations.ts';
import type { MemberStatus } from '../../src-preload/contract/members.ts';
import type { Known } from '../../src-preload/shared/known.ts';

/* What providers fetch and the roster keeps, in our terms: the one shape that both sides of the sync know. */

/**
 * A place: a workspace, or an organization or account that has a roster of its own. `id` is the provider's and unique within the
 * connection; a provider that needs several ids on the wire joins them itself, and only it takes them apart.
 */
export interface WorkspaceRow {
  id: string;
  scope: Scope;
  name: string;
  description: Known<string>;
  /** The organization's place id and name. */
  organization: Known<{ id: string; name: string }>;
  /** The place that has this one's members, invitations and roles; null: itself. */
  membersAt: string | null;
  /** The place that has this one's tokens; null: itself. */
  tokensAt: string | null;
  origin: 'live' | 'entered';
  facts: { label: string; value: Known<string> }[];
  /** What this very place doesn't offer although its system does, with the reason (a personal workspace, a route that isn't built). */
  unavailable: Partial<Record<Capability, string>>;
  instance: { kind: InstanceKind; url: Known<string> };
  /** Wire id of my role. */
  myRole: Known<string>;
  owner: Known<{ userId: string; name: string }>;
  isDefault: Known<boolean>;
  serverFavourite: Known<boolean>;
  serverHidden: Known<boolean>;
  approvalsEnabled: Known<boolean>;
}

export interface MemberRow {
  userId: string;
  /** Empty where the system doesn't report it: never an identity, and then not shown. */
  email: string;
  name: Known<string>;
  /** Wire id of the role; empty where the system doesn't report it (see `isReported`). */
  role: string;
  status: MemberStatus;
  /** When they signed up or joined, as the system has it. */
  signedUpAt: Known<number>;
  /** Where the admin entered it: when (epoch ms). `not-reported` for what a server said. */
  enteredAt: Known<number>;
}

export interface InvitationRow {
  id: string;
  /** Empty where the system doesn't report it. */
  email: string;
  /** Wire id; `none` where invitations carry no role. */
  role: Known<string>;
  status: InvitationStatus;
  invitedBy: Known<string>;
  message: Known<string>;
  createdAt: Known<number>;
  expiresAt: Known<number>;
  /** Accepted, declined or cancelled at. */
  endedAt: Known<number>;
}

/** A role as the server keeps it, for systems whose roles are made by their users. Built-in ones come from the provider's table. */
export interface RoleRow {
  id: string;
  name: string;
  kind: 'built-in' | 'custom';
  description: Known<string>;
  permissions: Known<string[]>;
}

export interface TokenRow {
  id: string;
  name: Known<string>;
  /** Empty where the system doesn't report it. */
  ownerId: string;
  createdAt: Known<number>;
  expiresAt: Known<number>;
  revokedAt: Known<number>;
  lastUsedAt: Known<number>;
  /** `not-reported` where tokens can't be switched off. */
  enabled: Known<boolean>;
  hint: Known<string>;
  scopes: Known<string>;
  probe: Known<{ at: number; works: boolean; words: string }>;
  /** Why it can't be ended from here (its secret is no longer held), or null. */
  refusal: string | null;
}

/** What is beside a place's row. `settings` is JSON text as the system had it. */
export interface DetailsRow {
  settings: Known<string>;
  facts: { label: string; value: Known<string>; tone: 'neutral' | 'warn'; hint: string }[];
}

/** Whether the system reported this role, address or ID of a row. */
export const isReported = (text: string): boolean => text !== '';

/** What a place doesn't have unless its provider says otherwise. */
export const plainPlace = {
  scope: 'workspace',
  organization: { state: 'none' },
  membersAt: null,
  tokensAt: null,
  origin: 'live',
  facts: [],
  unavailable: {},
} as const satisfies Partial<WorkspaceRow>;

/** What a token doesn't have unless its provider says otherwise. */
export const plainToken = {
  enabled: { state: 'not-reported' },
  hint: { state: 'not-reported' },
  scopes: { state: 'not-reported' },
  probe: { state: 'not-reported' },
  refusal: null,
} as const satisfies Partial<TokenRow>;
