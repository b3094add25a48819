import { Chip } from '../../../components/Chip.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { Note } from '../../../components/Note.tsx';
import { SkeletonLines } from '../../../components/Skeleton.tsx';
import { RoleMatrix } from '../../../components/RoleMatrix.tsx';
import { scopeText } from '../../../lib/text.ts';
import { useQuery } from '../../../stores/useQuery.ts';
import styles from './past.module.css';
import { currentRolesText } from './text.ts';

/** Past roles aren’t stored, so the current ones are shown, with a note. */
export function CurrentRoles({ connectionId, workspaceId }: { connectionId: string; workspaceId: string }) {
  const { value: tables, error } = useQuery(['roles', connectionId, workspaceId], () =>
    window.steward.roles.tables({ connectionId, workspaceId }),
  );
  return (
    <div className={styles.scroll}>
      <div className={styles.rolesNote}>
        <Note tone="warn" role="status">
          {currentRolesText}
        </Note>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {tables === null && error === null && <SkeletonLines lines={4} label="Loading roles" />}
      {tables?.map((table, index) => (
        <section key={`${table.scope} ${table.title}`} aria-labelledby={`past-roles-${index}`}>
          <h3 id={`past-roles-${index}`} className={styles.rolesTitle}>
            {table.title} <Chip>{scopeText[table.scope].label}</Chip>
          </h3>
          <RoleMatrix table={table} myRole={null} permissions={null} />
        </section>
      ))}
      {tables?.length === 0 && <p className={styles.dim}>There are no roles here.</p>}
    </div>
  );
}
