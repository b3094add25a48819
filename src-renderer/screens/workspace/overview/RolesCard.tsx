import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { Card } from '../../../components/Card.tsx';
import { useRoleCounts } from '../roles/useRoleCounts.ts';
import type { RoleCount } from '../roles/useRoleCounts.ts';
import { UserText } from '../../../components/UserText.tsx';
import styles from './overview.module.css';
import { notCountedText } from './text.ts';

/** How many members have each role; absent where a place has no roles. */
export function RolesCard({ detail }: { detail: WorkspaceDetail }) {
  const mix = useRoleCounts(detail);
  if (mix.length === 0) return null;
  return (
    <Card title="Roles">
      <RoleMix mix={mix} />
    </Card>
  );
}

/** A bar of the roles' shares, with the figures beside it. */
function RoleMix({ mix }: { mix: readonly RoleCount[] }) {
  const sum = mix.reduce((all, { count }) => all + (count ?? 0), 0);
  if (mix.some(({ count }) => count === null)) {
    return <p className={styles.dim}>{notCountedText}</p>;
  }
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {mix.map(({ role, count }, index) =>
          count === null || count === 0 ? null : (
            <span
              key={role.id}
              data-step={Math.min(index, 3)}
              style={{ flexGrow: count / Math.max(1, sum) }}
            />
          ),
        )}
      </div>
      <ul className={styles.legend}>
        {mix.map(({ role, count }, index) =>
          // A role that can't be assigned here and that no member has.
          count === 0 && !role.assignable ? null : (
            <li key={role.id}>
              <i aria-hidden data-step={Math.min(index, 3)} />
              <UserText>{role.label}</UserText>
              <span>{formatNumber(count ?? 0)}</span>
            </li>
          ),
        )}
      </ul>
    </>
  );
}
