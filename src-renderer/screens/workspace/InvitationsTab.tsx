import { Ban, Copy, Ellipsis, Mail, MailPlus, Send } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Invitation, InvitationStatus } from '../../../src-preload/contract/invitations.ts';
import { withFacet } from '../../../src-preload/contract/query-complete.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Segments } from '../../components/Segments.tsx';
import { toast } from '../../components/toast.tsx';
import type { GridColumn } from '../../components/VirtualGrid.tsx';
import { absoluteTime, date, relativeTime } from '../../lib/format.ts';
import { useConnection } from '../../stores/connections.ts';
import { openAnswerInvitation } from '../../stores/dialogs.ts';
import {
  invitationsInView,
  reloadInvitations,
  showInvitations,
  useInvitations,
  type InvitationSort,
} from '../../stores/invitations.ts';
import { useListSearch } from '../../stores/searched.ts';
import { openPlan } from '../../stores/plan.ts';
import { refOf, refusal } from '../../stores/workspace.ts';
import { CancelInvitationDialog } from './CancelInvitationDialog.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { JoinOffers } from './JoinOffers.tsx';
import { ListTab, ofThisList } from './ListTab.tsx';
import styles from './tab.module.css';
import { UnfinishedNotes } from './UnfinishedNotes.tsx';

const order: {
  sorts: readonly InvitationSort['by'][];
  sort: InvitationSort;
  parts: readonly ['open', 'ended'];
} = {
  sorts: ['email', 'status', 'created', 'expires'],
  sort: { by: 'created', order: 'desc' },
  parts: ['open', 'ended'],
};

const statusWords: Record<InvitationStatus, { words: string; tone: 'ok' | 'warn' | 'bad' | 'neutral' }> = {
  pending: { words: 'Pending', tone: 'warn' },
  accepted: { words: 'Accepted', tone: 'ok' },
  declined: { words: 'Declined', tone: 'bad' },
  expired: { words: 'Expired', tone: 'neutral' },
  cancelled: { words: 'Cancelled', tone: 'neutral' },
};

const ended = ['accepted', 'declined', 'expired', 'cancelled'] as const;

/** Invitations that are things of their own: those still open, and what came of the others. */
export function InvitationsTab({
  shown,
  place,
  facts,
}: {
  shown: WorkspaceDetail;
  place: WorkspaceDetail;
  facts: SystemFacts;
}) {
  const { workspace } = place;
  const { connectionId, id: workspaceId } = workspace;
  const ref = useMemo(() => ({ connectionId, workspaceId }), [connectionId, workspaceId]);
  const connection = useConnection(connectionId);
  const search = useListSearch<InvitationSort['by'], 'open' | 'ended'>('invitations', order);
  const { query, setQuery, sort, part: kind, setPart: setKind } = search;
  const [inviting, setInviting] = useState(false);
  const [cancelling, setCancelling] = useState<Invitation | null>(null);
  const now = useNow();
  useEffect(() => {
    showInvitations({ connectionId, workspaceId, query: query.trim(), sort, list: kind });
  }, [connectionId, workspaceId, query, sort, kind]);
  const state = ofThisList(useInvitations(), ref, kind);
  const { page } = state;
  // A list that nobody has read has no size.
  const totals = page === null || page.freshness.fetchedAt === null ? null : page.totals;
  const inviteRefusal = refusal(place, 'member.invite');

  const columns: GridColumn<Invitation>[] = [
    {
      id: 'email',
      header: 'Person',
      width: 'minmax(200px, 1.6fr)',
      sortable: true,
      cell: (invitation) => <b title={invitation.email}>{invitation.email}</b>,
    },
    {
      id: 'role',
      header: 'Role',
      width: '120px',
      hideBelow: 700,
      cell: ({ role }) =>
        role.state === 'known' ? (
          role.value.label
        ) : (
          <span className={styles.dim}>{role.state === 'none' ? 'After joining' : 'Not reported'}</span>
        ),
    },
    {
      id: 'status',
      header: 'Status',
      width: '90px',
      sortable: true,
      cell: ({ status }) => <Chip tone={statusWords[status].tone}>{statusWords[status].words}</Chip>,
    },
    {
      id: 'by',
      header: 'Invited by',
      width: 'minmax(110px, 0.8fr)',
      hideBelow: 560,
      cell: ({ invitedBy }) => <Words value={invitedBy} none="Nobody" />,
    },
    {
      id: kind === 'open' ? 'expires' : 'ended',
      header: kind === 'open' ? 'Expires' : 'Ended',
      width: '150px',
      sortable: kind === 'open',
      cell: (invitation) => <Ends invitation={invitation} open={kind === 'open'} now={now} />,
    },
    {
      id: 'message',
      header: 'Message',
      width: 'minmax(100px, 1fr)',
      hideBelow: 860,
      cell: ({ message }) => <Words value={message} none="None" />,
    },
    {
      id: 'actions',
      header: 'Actions',
      hideHeader: true,
      width: '40px',
      cell: (invitation, { tabIndex }) => (
        <Menu
          trigger={
            <IconButton
              size="s"
              icon={Ellipsis}
              label={`Actions for ${invitation.email}`}
              tabIndex={tabIndex}
            />
          }
          items={[
            {
              label: 'Copy e-mail',
              icon: Copy,
              onSelect: () => void copy(invitation.email),
            },
            {
              label: 'Send again',
              icon: Send,
              disabledReason: `${connection?.productName ?? 'The system'} sends no invitation twice: cancel it and invite anew.`,
              onSelect: () => undefined,
            },
            'separator',
            {
              label: 'Cancel the invitation…',
              icon: Ban,
              danger: true,
              disabledReason: invitation.actions.cancel.allowed ? null : invitation.actions.cancel.reason,
              onSelect: () => {
                // Nothing is to be asked where the server takes no reason.
                if (facts.joining.cancelReason) setCancelling(invitation);
                else {
                  void openPlan([
                    {
                      type: 'invitation.cancel',
                      ...ref,
                      invitationId: invitation.id,
                      email: invitation.email,
                      reason: '',
                    },
                  ]);
                }
              },
            },
          ]}
        />
      ),
    },
  ];

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
        parted
        size={(page?.totals.open ?? 0) + (page?.totals.ended ?? 0)}
        expected={workspace.pending ?? 4}
        placeholder="e-mail, role:…, by:…, expires:<7d"
        language={{ list: 'invitations', roles: place.roles }}
        facets={
          kind === 'open'
            ? place.roles.map(({ label }) => ({ key: 'role', value: label.toLowerCase(), label }))
            : ended.map((status) => ({ key: 'status', value: status, label: statusWords[status].words }))
        }
        notOffered={page?.notOffered ?? null}
        controls={
          <>
            <Segments
              label="Which invitations"
              value={kind}
              onChange={(next) => {
                setKind(next);
                setQuery(withFacet(query, 'status', null));
              }}
              options={[
                { value: 'open', label: `Open${totals === null ? '' : ` ${totals.open}`}` },
                { value: 'ended', label: `Ended${totals === null ? '' : ` ${totals.ended}`}` },
              ]}
            />
            {place.permissions['invitation.accept'].allowed && (
              <Button onClick={() => openAnswerInvitation(connectionId)}>Answer one…</Button>
            )}
            <Button
              variant="primary"
              icon={MailPlus}
              disabledReason={inviteRefusal}
              onClick={() => setInviting(true)}
            >
              Invite
            </Button>
          </>
        }
        notes={
          <>
            <JoinOffers place={place} />
            <UnfinishedNotes workspace={ref} of="invitation." />
          </>
        }
        noMatch={{
          title: 'No invitation matches',
          text: `None of the ${kind} invitations matches “${query.trim()}”.`,
        }}
        nothing={
          kind === 'open' ? (
            <Empty
              icon={Mail}
              title="No open invitations"
              text="Everybody who was invited has answered, or was never asked."
              action={
                <Button icon={MailPlus} disabledReason={inviteRefusal} onClick={() => setInviting(true)}>
                  Invite people
                </Button>
              }
            />
          ) : (
            <Empty
              icon={Mail}
              title="No ended invitations"
              text="Invitations that were accepted, declined, cancelled or ran out appear here."
            />
          )
        }
        onReload={() => void reloadInvitations()}
        columns={columns}
        onRange={invitationsInView}
      />
      <InviteDialog detail={place} facts={facts} open={inviting} onOpenChange={setInviting} />
      {cancelling !== null && (
        <CancelInvitationDialog place={place} invitation={cancelling} onClose={() => setCancelling(null)} />
      )}
    </div>
  );
}

function Words({ value, none }: { value: Invitation['message']; none: string }) {
  if (value.state === 'known' && value.value !== '') return <span title={value.value}>{value.value}</span>;
  return <span className={styles.dim}>{value.state === 'not-reported' ? 'Not reported' : none}</span>;
}

function Ends({ invitation, open, now }: { invitation: Invitation; open: boolean; now: number }) {
  // What ran out has no other end than its expiry.
  const at = open || invitation.endedAt.state !== 'known' ? invitation.expiresAt : invitation.endedAt;
  if (at.state !== 'known') {
    return <span className={styles.dim}>{at.state === 'none' ? 'Never' : 'Not reported'}</span>;
  }
  return (
    <span title={absoluteTime(at.value)}>
      {relativeTime(at.value, now)} <span className={styles.dim}>· {date(at.value)}</span>
    </span>
  );
}

async function copy(email: string): Promise<void> {
  const answer = await window.steward.app.copyText({ text: email });
  toast(answer.ok ? `Copied ${email}` : answer.error.sentence, { tone: answer.ok ? 'ok' : 'bad' });
}
