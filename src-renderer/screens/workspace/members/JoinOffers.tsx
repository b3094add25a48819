import { useState } from 'react';
import type { JoinOffer } from '../../../../src-preload/contract/invitations.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Note } from '../../../components/Note.tsx';
import { useJoinOffers } from '../../../stores/invitations.ts';
import { openPlan } from '../../../stores/plan.ts';
import { refOf, refusal } from '../../../stores/workspace.ts';

const shownAtOnce = 3;

/** People who joined and were wanted in another role than the one they arrived with, each with the change that gives it. */
export function JoinOffers({ place }: { place: WorkspaceDetail }) {
  const ref = refOf(place);
  const offers = useJoinOffers(ref);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const refused = refusal(place, 'member.set-role');
  const open = offers.filter((offer) => !later.has(offer.userId));
  const give = (people: readonly JoinOffer[]) =>
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
              <Button size="s" disabledReason={refused} onClick={() => give([offer])}>
                Give the role
              </Button>
              <Button size="s" variant="quiet" onClick={() => setLater(new Set([...later, offer.userId]))}>
                Not now
              </Button>
            </>
          }
        >
          You wanted them as {offer.wanted.label}; they are {offer.now.label} now.
        </Note>
      ))}
      {open.length > shownAtOnce && (
        <Note
          title={`${open.length - shownAtOnce} more people joined and don’t have their role yet`}
          action={
            <Button size="s" disabledReason={refused} onClick={() => give(open)}>
              Give all {open.length} roles
            </Button>
          }
        />
      )}
    </>
  );
}
