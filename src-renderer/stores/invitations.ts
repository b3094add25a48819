import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Invitation, invitationsCalls, JoinOffer } from '../../src-preload/contract/invitations.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { onTopic } from './events.ts';
import { createWindows, useWindows } from './windows.ts';

type InvitationsPage = z.output<(typeof invitationsCalls)['page']['output']>;
export type InvitationSort = z.input<(typeof invitationsCalls)['page']['input']>['sort'];

export interface InvitationsQuery extends WorkspaceRef {
  query: string;
  sort: InvitationSort;
  list: 'open' | 'ended';
}

const sameWorkspace = (a: WorkspaceRef, b: WorkspaceRef) =>
  a.connectionId === b.connectionId && a.workspaceId === b.workspaceId;

const invitations = createWindows<InvitationsQuery, Invitation, InvitationsPage>({
  fetch: (query, offset, limit) => window.steward.invitations.page({ ...query, offset, limit }),
  sameList: (a, b) => sameWorkspace(a, b) && a.list === b.list,
  sameQuery: (a, b) =>
    sameWorkspace(a, b) &&
    a.list === b.list &&
    a.query === b.query &&
    a.sort.by === b.sort.by &&
    a.sort.order === b.sort.order,
});

export const showInvitations = invitations.show;
export const invitationsInView = invitations.range;
export const reloadInvitations = invitations.reload;
export const useInvitations = () => useWindows(invitations);

onTopic('invitations', (event) => {
  const shown = invitations.store.getState().query;
  if (shown === null || event.connectionId !== shown.connectionId) return;
  if (event.workspaceId === null || event.workspaceId === shown.workspaceId) void invitations.reload();
});
onTopic('workspaces', (event) => {
  if (event.connectionId === invitations.store.getState().query?.connectionId) void invitations.reload();
});
onTopic('status', () => void invitations.reload());

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
