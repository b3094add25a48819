import { invitationsPage, joinOffers } from '../queries/invitations.ts';
import { inviteListWith } from '../queries/invite-list.ts';
import type { ReadList } from '../files/list-reader.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

export function invitationsHandlers(context: Context, readList: ReadList): Handlers<'invitations'> {
  const open = withCore(context);
  return {
    page: open(invitationsPage),
    readInviteList: open(inviteListWith(readList)),
    joinOffers: open(joinOffers),
  };
}
