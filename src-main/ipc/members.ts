import { createMembersCount, membersPage, roleOptions } from '../queries/members.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

export function membersHandlers(context: Context): Handlers<'members'> {
  const open = withCore(context);
  return { page: open(membersPage), count: open(createMembersCount()), roleOptions: open(roleOptions) };
}
