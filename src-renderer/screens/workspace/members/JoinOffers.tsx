import { useState } from 'react';
import type { JoinOffer } from '../../../../src-preload/contract/invitations.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Note } from '../../../components/Note.tsx';
import { useJoinOffers } from '../../../stores/invitations.ts';
import { openPlan } from '../../../stores/plan/plan.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';
import { moreJoinedTitle, plannedRoleText } from './text.ts';

const shownAtOnce = 3;

/** People who joined without the role that was planned for them, each with the change that sets it. */
export function JoinOffers({ place }: { place: WorkspaceDetail }) {
  const ref = refOf(place);
  const offers = useJoinOffers(ref);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const refused = refusal(place, 'member.set-role');
  const open = offers.filter((offer) => !later.has(offer.userId));
  const setRoles = (people: readonly JoinOffer[]) =>
    void openPlan(
      people.map(({ userId, email, wanted }) => ({
        type: 'member.set-role' as const,
        ...ref,
        userId,
        email,
        role: wanted.id,
      })),
    );
  return (
    <>
      {open.slice(0, shownAtOnce).map((offer) => (
        <Note
          key={offer.userId}
          title={`${offer.name === '' ? offer.email : offer.name} joined`}
          action={
            <>
              <Button size="s" disabledReason={refused} onClick={() => setRoles([offer])}>
                Set role
              </Button>
              <Button size="s" variant="quiet" onClick={() => setLater(new Set([...later, offer.userId]))}>
                Not now
              </Button>
            </>
          }
        >
          {plannedRoleText(offer.wanted.label, offer.now.label)}
        </Note>
      ))}
      {open.length > shownAtOnce && (
        <Note
          title={moreJoinedTitle(open.length - shownAtOnce)}
          action={
            <Button size="s" disabledReason={refused} onClick={() => setRoles(open)}>
              Set all {open.length} roles
            </Button>
          }
        />
      )}
    </>
  );
}
