import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import {
  plainPlace,
  plainToken,
  type InvitationRow,
  type MemberRow,
  type RoleRow,
  type TokenRow,
  type WorkspaceRow,
} from '../../../src-main/base/records.ts';
/* Rows as the lists have them, with what the tests of the engine look at; the rest of each is ordinary. */

export const me = { userId: 'ana', name: 'Ana', email: 'ana@example.com' };

export const person = (userId: string, role: string, more: Partial<MemberRow> = {}): MemberRow => ({
  userId,
  email: `${userId}@example.com`,
  name: knownValue(userId[0]?.toUpperCase() + userId.slice(1)),
  role,
  status: 'active',
  signedUpAt: knownValue(1),
  enteredAt: notReported,
  ...more,
});

export const workspace = (id: string, more: Partial<WorkspaceRow> = {}): WorkspaceRow => ({
  ...plainPlace,
  id,
  name: id.toUpperCase(),
  description: none,
  instance: { kind: 'local-dev', url: knownValue('http://localhost:8080') },
  myRole: knownValue('OWNER'),
  owner: notReported,
  isDefault: knownValue(false),
  serverFavourite: knownValue(false),
  serverHidden: knownValue(false),
  approvalsEnabled: knownValue(false),
  ...more,
});

export const token = (id: string, ownerId: string, more: Partial<TokenRow> = {}): TokenRow => ({
  ...plainToken,
  id,
  name: knownValue(id),
  ownerId,
  createdAt: knownValue(1),
  expiresAt: none,
  revokedAt: none,
  lastUsedAt: notReported,
  ...more,
});

export const invitation = (id: string, email: string, more: Partial<InvitationRow> = {}): InvitationRow => ({
  id,
  email,
  role: none,
  status: 'pending',
  invitedBy: notReported,
  message: none,
  createdAt: knownValue(1),
  expiresAt: none,
  endedAt: none,
  ...more,
});

export const customRole = (id: string, permissions: string[], more: Partial<RoleRow> = {}): RoleRow => ({
  id,
  name: id[0]?.toUpperCase() + id.slice(1),
  kind: 'custom',
  description: none,
  permissions: knownValue(permissions),
  ...more,
});
