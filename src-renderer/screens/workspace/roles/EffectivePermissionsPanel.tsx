import { Check, Minus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { PersonMay } from '../../../../src-preload/contract/roles.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Avatar } from '../../../components/Avatar.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { explainPerson, useRolesPanel } from '../../../stores/roles.ts';
import { refOf } from '../../../stores/workspace.ts';
import { MemberPicker } from '../members/MemberPicker.tsx';
import { personName } from '../../../lib/names.ts';
import styles from './roles.module.css';

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
            <b>{person.name}</b>
            <Button size="s" variant="quiet" onClick={() => explainPerson(ref, null)}>
              Check another member
            </Button>
          </div>
          <Answer key={person.userId} place={ref} detail={detail} userId={person.userId} />
        </>
      )}
    </div>
  );
}

function Answer({
  place,
  detail,
  userId,
}: {
  place: WorkspaceRef;
  /** Fetched again whenever this changes. */
  detail: WorkspaceDetail;
  userId: string;
}) {
  const { connectionId, workspaceId } = place;
  const [may, setMay] = useState<PersonMay | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    void window.steward.roles.personMay({ connectionId, workspaceId, userId }).then((answer) => {
      if (!current) return;
      if (answer.ok) setMay(answer.value);
      setError(answer.ok ? null : answer.error);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId, userId, detail]);
  if (error !== null) return <ErrorNote error={error} />;
  if (may === null) return <SkeletonLines lines={5} label="Loading permissions" />;
  return (
    <>
      <ul className={styles.because} aria-label="Reasons">
        {may.because.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <ul className={styles.may} aria-label={`Permissions of ${may.name}`}>
        {may.rows.map((row) => (
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
