import type { z } from 'zod';
import type { Invitation, invitationsCalls, JoinOffer } from '../../src-preload/contract/invitations.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { createPagedList, usePagedList } from './paged-list.ts';
import { reloadOn, samePlaceList, samePlaceQuery } from './place-list.ts';
import { useQuery } from './useQuery.ts';

type InvitationsPage = z.output<(typeof invitationsCalls)['page']['output']>;
export type InvitationSort = z.input<(typeof invitationsCalls)['page']['input']>['sort'];

export interface InvitationsQuery extends WorkspaceRef {
  query: string;
  sort: InvitationSort;
  list: 'open' | 'ended';
}

const invitations = createPagedList<InvitationsQuery, Invitation, InvitationsPage>({
  fetch: (query, offset, limit) => window.steward.invitations.page({ ...query, offset, limit }),
  sameList: samePlaceList,
  sameQuery: samePlaceQuery,
});

export const showInvitations = invitations.show;
export const invitationsInView = invitations.showRange;
export const reloadInvitations = invitations.reload;
export const useInvitations = () => usePagedList(invitations);

reloadOn('invitations', invitations);

/** People who joined and don't have the role yet that they were invited for. */
export function useJoinOffers({ connectionId, workspaceId }: WorkspaceRef): readonly JoinOffer[] {
  const place = { connectionId, workspaceId };
  const offers = useQuery(
    ['join offers', connectionId, workspaceId],
    () => window.steward.invitations.joinOffers(place),
    { reloadOn: ['members', 'invitations', 'receipts'], place },
  );
  return offers.value ?? none;
}
const none: readonly JoinOffer[] = [];
