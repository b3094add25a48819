import { invitationsPage, joinOffers } from '../queries/invitations.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { withCore } from './with-core.ts';

export function invitationsHandlers(context: Context): Handlers<'invitations'> {
  const open = withCore(context);
  return { page: open(invitationsPage), joinOffers: open(joinOffers) };
}
