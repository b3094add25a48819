import { useEffect, useState } from 'react';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { RoleTable } from '../../../../src-preload/contract/roles.ts';
import { Chip } from '../../../components/Chip.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { RoleMatrix } from '../../../components/RoleMatrix.tsx';
import { scopeText } from '../../../lib/text.ts';
import styles from './past.module.css';

/** What roles were before isn’t kept, so they are shown as they are, and that is said. */
export function CurrentRoles({ connectionId, workspaceId }: { connectionId: string; workspaceId: string }) {
  const [tables, setTables] = useState<RoleTable[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    void window.steward.roles.tables({ connectionId, workspaceId }).then((answer) => {
      if (!current) return;
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setTables(answer.value);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId]);
  return (
    <div className={styles.scroll}>
      <div className={styles.rolesNote}>
        <Note tone="warn" role="status">
          Roles are shown as they are now: what they were before isn’t kept. What was seen to change of them
          is under “What happened”.
        </Note>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {tables === null && error === null && <SkeletonLines lines={4} label="Reading the roles" />}
      {tables?.map((table, index) => (
        <section key={`${table.scope} ${table.title}`} aria-labelledby={`past-roles-${index}`}>
          <h3 id={`past-roles-${index}`} className={styles.rolesTitle}>
            {table.title} <Chip>{scopeText[table.scope].label}</Chip>
          </h3>
          <RoleMatrix table={table} myRole={null} permissions={null} />
        </section>
      ))}
      {tables?.length === 0 && <p className={styles.dim}>There are no roles in this place.</p>}
    </div>
  );
}
