import type { ConnectionKind } from '../src-preload/contract/connections.ts';
import type { Known } from '../src-preload/contract/known.ts';

/* What providers fetch and the roster keeps, in our words: the one shape that both sides of the sync know. */

export interface WorkspaceRow {
  id: string;
  name: string;
  description: Known<string>;
  instance: { kind: ConnectionKind; url: Known<string> };
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
  email: string;
  name: Known<string>;
  /** Wire id of the role. */
  role: string;
  status: 'active' | 'pending';
  signedUpAt: Known<number>;
}

export interface TokenRow {
  id: string;
  name: Known<string>;
  ownerId: string;
  createdAt: Known<number>;
  expiresAt: Known<number>;
  revokedAt: Known<number>;
  lastUsedAt: Known<number>;
}
