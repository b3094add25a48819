import { Check, Minus } from 'lucide-react';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Avatar } from '../../../components/Avatar.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { explainPerson, useRolesPanel } from '../../../stores/roles.ts';
import { refOf } from '../../../stores/workspace.ts';
import { MemberPicker } from '../members/MemberPicker.tsx';
import { personName } from '../../../lib/names.ts';
import { UserText } from '../../../components/UserText.tsx';
import styles from './roles.module.css';
import { useQuery } from '../../../stores/useQuery.ts';

/** What one member may do here: each action, and the role or rule that decides it. */
export function EffectivePermissionsPanel({ detail }: { detail: WorkspaceDetail }) {
  const ref = refOf(detail);
  const { ref: chosenIn, person: chosen } = useRolesPanel();
  const person =
    chosenIn?.connectionId === ref.connectionId && chosenIn.workspaceId === ref.workspaceId ? chosen : null;
  return (
    <div className={styles.person}>
      {person === null ? (
        <MemberPicker
          label="Member"
          place={detail.listsAt.members}
          picked={null}
          onPick={(member) => explainPerson(ref, { userId: member.userId, name: personName(member) })}
        />
      ) : (
        <>
          <div className={styles.personHead}>
            <Avatar name={person.name} />
            <b>
              <UserText>{person.name}</UserText>
            </b>
            <Button size="s" variant="quiet" onClick={() => explainPerson(ref, null)}>
              Check another member
            </Button>
          </div>
          <Answer key={person.userId} place={ref} userId={person.userId} />
        </>
      )}
    </div>
  );
}

function Answer({ place, userId }: { place: WorkspaceRef; userId: string }) {
  const { connectionId, workspaceId } = place;
  const { value: answer, error } = useQuery(
    ['effective-permissions', connectionId, workspaceId, userId],
    () => window.steward.roles.effectivePermissions({ connectionId, workspaceId, userId }),
    {
      reloadOn: ['workspaces', 'members', 'roles', 'connections', 'status'],
      // Roles in the organization count too.
      place: { connectionId, workspaceId: null },
    },
  );
  if (error !== null) return <ErrorNote error={error} />;
  if (answer === null) return <SkeletonLines lines={5} label="Loading permissions" />;
  return (
    <>
      <ul className={styles.reasons} aria-label="Reasons">
        {answer.because.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <ul className={styles.answers} aria-label={`Permissions of ${answer.name}`}>
        {answer.rows.map((row) => (
          <li key={row.id} data-allowed={row.may}>
            {row.may ? <Check aria-label="Yes:" role="img" /> : <Minus aria-label="No:" role="img" />}
            <div>
              {row.label}
              <p>{row.why}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
