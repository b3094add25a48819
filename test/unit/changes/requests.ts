import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';

/* Changes of the first workspace. */

const w1 = { connectionId: 'c1', workspaceId: 'w1' };
export const setRole = (userId: string, role: string): ChangeRequest => ({
  type: 'member.set-role',
  ...w1,
  userId,
  email: `${userId}@example.com`,
  role,
});
export const remove = (userId: string): ChangeRequest => ({
  type: 'member.remove',
  ...w1,
  userId,
  email: `${userId}@example.com`,
});
export const invite = (email: string, role: string | null = null): ChangeRequest => ({
  type: 'member.invite',
  ...w1,
  email,
  role,
});
export const createToken = (name: string, expiry = '30d'): ChangeRequest => ({
  type: 'token.create',
  ...w1,
  name,
  expiry,
});
