import { Mail, MailPlus } from 'lucide-react';
import { useCallback, useEffect, useMemo } from 'react';
import type { Invitation } from '../../../../src-preload/contract/invitations.ts';
import { useNow } from '../../../stores/clock.ts';
import { Button } from '../../../components/Button.tsx';
import { Empty } from '../../../components/Empty.tsx';
import { useShownDialog } from '../../../lib/useShownDialog.ts';
import { useStableCallback } from '../../../lib/useStableCallback.ts';
import { useConnection } from '../../../stores/connections.ts';
import { openDialog } from '../../../stores/dialogs.ts';
import {
  invitationsInView,
  reloadInvitations,
  showInvitations,
  useInvitations,
  type InvitationSort,
} from '../../../stores/invitations.ts';
import { useListSearch } from '../../../stores/list-search.ts';
import { openPlan } from '../../../stores/plan/plan.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { CancelInvitationDialog } from './CancelInvitationDialog.tsx';
import { invitationColumns } from './invitation-columns.ts';
import { invitationMenu } from './invitation-menu.ts';
import { invitationStatusLabels } from '../../../components/grid/rows/status-cells.ts';
import { InviteDialog } from '../invite/InviteDialog.tsx';
import { JoinOffers } from '../members/JoinOffers.tsx';
import type { PlaceListProps } from '../lists/PlaceList.tsx';
import { ListTab, stateOfList } from '../lists/ListTab.tsx';
import { ListPartControl } from '../lists/ListPartControl.tsx';
import styles from '../../../components/ListTab.module.css';
import { UnfinishedNotes } from '../lists/UnfinishedNotes.tsx';
import { noEndedText, noOpenText } from './text.ts';
import { noMatchText } from '../lists/text.ts';

const order: {
  sorts: readonly InvitationSort['by'][];
  sort: InvitationSort;
  parts: readonly ['open', 'ended'];
} = {
  sorts: ['email', 'status', 'created', 'expires'],
  sort: { by: 'created', order: 'desc' },
  parts: ['open', 'ended'],
};

/** The statuses of an invitation that has ended. */
const endedStatuses = ['accepted', 'declined', 'expired', 'cancelled'] as const;

/** The invitations of a place: those still open, and those that ended. */
export function InvitationsTab({ shown, place, facts }: PlaceListProps) {
  const { workspace } = place;
  const { connectionId, id: workspaceId } = workspace;
  const ref = useMemo(() => ({ connectionId, workspaceId }), [connectionId, workspaceId]);
  const connection = useConnection(connectionId);
  const search = useListSearch<InvitationSort['by'], 'open' | 'ended'>('invitations', order);
  const { query, sort, part: kind } = search;
  const inviting = useShownDialog<'invite'>();
  const cancelling = useShownDialog<Invitation>();
  const now = useNow();
  const ask = useCallback(
    (asked: string) => showInvitations({ connectionId, workspaceId, query: asked, sort, list: kind }),
    [connectionId, workspaceId, sort, kind],
  );
  useEffect(() => ask(query.trim()), [ask, query]);
  const state = stateOfList(useInvitations(), ref, kind);
  const { page } = state;
  const inviteRefusal = refusal(place, 'member.invite');

  const cancel = (invitation: Invitation) => {
    // Without a reason to ask for, the dialog isn't needed.
    if (facts.joining.cancelReason) cancelling.open(invitation);
    else {
      const { id: invitationId, email } = invitation;
      void openPlan([{ type: 'invitation.cancel', ...ref, invitationId, email, reason: '' }]);
    }
  };
  const actionsFor = useStableCallback((invitation: Invitation) =>
    invitationMenu(invitation, {
      product: connection?.productName ?? 'The system',
      onCancel: () => cancel(invitation),
    }),
  );
  const columns = useMemo(() => invitationColumns({ kind, now, actionsFor }), [kind, now, actionsFor]);

  return (
    <div className={styles.stack}>
      <ListTab
        place={ref}
        shown={refOf(shown)}
        label={`${kind === 'open' ? 'Open' : 'Ended'} invitations of ${workspace.name}`}
        what="invitations"
        icon={Mail}
        state={state}
        search={search}
        ask={ask}
        parted
        size={(page?.totals.open ?? 0) + (page?.totals.ended ?? 0)}
        expected={workspace.pending ?? 4}
        placeholder="E-mail, role:…, by:…, expires:<7d"
        language={{ list: 'invitations', roles: place.roles }}
        facets={
          kind === 'open'
            ? place.roles.map(({ label }) => ({ key: 'role', value: label.toLowerCase(), label }))
            : endedStatuses.map((status) => ({
                key: 'status',
                value: status,
                label: invitationStatusLabels[status],
              }))
        }
        notOffered={page?.notOffered ?? null}
        parts={
          <>
            <ListPartControl
              label="Invitations to show"
              search={search}
              page={page}
              parts={[
                { part: 'open', label: 'Open' },
                { part: 'ended', label: 'Ended' },
              ]}
            />
            {place.permissions['invitation.accept'].allowed && (
              <Button
                onClick={() => openDialog({ type: 'respond-to-invitation', connectionId: connectionId })}
              >
                Respond to invitation…
              </Button>
            )}
          </>
        }
        controls={
          <Button
            variant="primary"
            icon={MailPlus}
            disabledReason={inviteRefusal}
            onClick={() => inviting.open('invite')}
          >
            Invite
          </Button>
        }
        notes={
          <>
            <JoinOffers place={place} />
            <UnfinishedNotes workspace={ref} of="invitation." />
          </>
        }
        noMatch={{
          title: 'No invitations match',
          text: noMatchText(`${kind} invitations`, query.trim()),
        }}
        emptyState={
          kind === 'open' ? (
            <Empty
              icon={Mail}
              title="No open invitations"
              text={noOpenText}
              action={
                <Button
                  icon={MailPlus}
                  disabledReason={inviteRefusal}
                  onClick={() => inviting.open('invite')}
                >
                  Invite people
                </Button>
              }
            />
          ) : (
            <Empty icon={Mail} title="No ended invitations" text={noEndedText} />
          )
        }
        onReload={() => void reloadInvitations()}
        columns={columns}
        onRange={invitationsInView}
      />
      {inviting.shown !== null && (
        <InviteDialog key={inviting.shown.key} detail={place} facts={facts} onClose={inviting.close} />
      )}
      {cancelling.shown !== null && (
        <CancelInvitationDialog
          key={cancelling.shown.key}
          place={place}
          invitation={cancelling.shown.what}
          onClose={cancelling.close}
        />
      )}
    </div>
  );
}
