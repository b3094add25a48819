import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Invitation, invitationsCalls, JoinOffer } from '../../src-preload/contract/invitations.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { onTopic } from './events.ts';
import { createPagedList, reloadOn, samePlaceList, samePlaceQuery, usePagedList } from './paged-list.ts';

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

/** People who joined and don't have the role yet that they were invited for. Asked again when members or receipts change. */
export function useJoinOffers({ connectionId, workspaceId }: WorkspaceRef): readonly JoinOffer[] {
  const [offers, setOffers] = useState<readonly JoinOffer[]>([]);
  useEffect(() => {
    let current = true;
    const read = async () => {
      const answer = await window.steward.invitations.joinOffers({ connectionId, workspaceId });
      if (current && answer.ok) setOffers(answer.value);
    };
    void read();
    const again = (event: { connectionId: string }) => {
      if (event.connectionId === connectionId) void read();
    };
    const quiet = [onTopic('members', again), onTopic('invitations', again), onTopic('receipts', again)];
    return () => {
      current = false;
      for (const stop of quiet) stop();
    };
  }, [connectionId, workspaceId]);
  return offers;
}
