import { knownValue, none, notReported } from '../../src-preload/shared/known.ts';
import {
  plainPlace,
  plainToken,
  type DetailsRow,
  type InvitationRow,
  type MemberRow,
  type RoleRow,
  type TokenRow,
  type WorkspaceRow,
} from '../../src-main/base/records.ts';
import type { ConnectionRecord } from '../../src-main/store/ledger/types.ts';

/* Rows as the databases keep them, each with only what a test is about. */

export const meta = (at: number, unreadable = 0) => ({ startedAt: at - 1, finishedAt: at, unreadable });

export const workspaceRow = (id: string, more: Partial<WorkspaceRow> = {}): WorkspaceRow => ({
  ...plainPlace,
  facts: [],
  id,
  name: `Workspace ${id}`,
  description: none,
  instance: { kind: 'managed', url: knownValue('https://app.example.com') },
  myRole: knownValue('OWNER'),
  owner: knownValue({ userId: 'U1', name: 'Dana Levi' }),
  isDefault: knownValue(false),
  serverFavourite: knownValue(false),
  serverHidden: notReported,
  approvalsEnabled: none,
  ...more,
});
export const memberRow = (userId: string, more: Partial<MemberRow> = {}): MemberRow => ({
  userId,
  email: `${userId.toLowerCase()}@example.com`,
  name: knownValue(`Name ${userId}`),
  role: 'EDITOR',
  status: 'active',
  signedUpAt: notReported,
  enteredAt: notReported,
  ...more,
});
export const tokenRow = (id: string, more: Partial<TokenRow> = {}): TokenRow => ({
  ...plainToken,
  id,
  name: knownValue(`token ${id}`),
  ownerId: 'U1',
  createdAt: knownValue(1000),
  expiresAt: knownValue(100_000),
  revokedAt: none,
  lastUsedAt: notReported,
  ...more,
});
export const invitationRow = (id: string, more: Partial<InvitationRow> = {}): InvitationRow => ({
  id,
  email: `${id.toLowerCase()}@example.com`,
  role: none,
  status: 'pending',
  invitedBy: knownValue('Dana Levi'),
  message: none,
  createdAt: knownValue(1000),
  expiresAt: knownValue(100_000),
  endedAt: none,
  ...more,
});
export const roleRow = (id: string, more: Partial<RoleRow> = {}): RoleRow => ({
  id,
  name: `Role ${id}`,
  kind: 'custom',
  description: none,
  permissions: knownValue(['read']),
  ...more,
});
export const detailsRow = (more: Partial<DetailsRow> = {}): DetailsRow => ({
  settings: knownValue('{"a":1,"b":{"c":true}}'),
  facts: [{ label: 'Running', value: knownValue('2'), tone: 'warn', hint: 'They stop.' }],
  ...more,
});
export const connectionRecord = (id: string, more: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
  id,
  provider: 'system-initiative',
  kind: 'managed',
  address: `https://${id}.example.com`,
  label: id,
  badge: 'production',
  colour: 'blue',
  position: 0,
  identity: { userId: 'U1', name: 'Dana Levi', email: 'dana@example.com' },
  credential: 'web',
  signedOut: null,
  builtIn: false,
  insecure: false,
  apiVariant: 'auth',
  options: {},
  startsAt: 'default',
  ...more,
});
