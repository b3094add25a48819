import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';
import { Card } from '../../../components/Card.tsx';
import { useRoleCounts } from '../roles/useRoleCounts.ts';
import type { RoleCount } from '../roles/useRoleCounts.ts';
import { UserText } from '../../../components/UserText.tsx';
import styles from './overview.module.css';
import { notCountedText, roleMixText } from './text.ts';
import { people } from '../../../lib/text.ts';
import { isolated } from '../../../../src-preload/shared/shown-text.ts';

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

/** The last of the bar's shades; roles after it share it. */
const lastStep = 5;

/** A bar of the roles' shares, with the table of its figures. */
function RoleMix({ mix }: { mix: readonly RoleCount[] }) {
  const sum = mix.reduce((all, { count }) => all + (count ?? 0), 0);
  if (mix.some(({ count }) => count === null)) {
    return <p className={styles.dim}>{notCountedText}</p>;
  }
  const shown = mix.filter(({ role, count }) => count !== 0 || role.assignable);
  const step = (index: number) => Math.min(index, lastStep);
  return (
    <>
      <div className={styles.bar} aria-hidden>
        {shown.map(({ role, count }, index) =>
          count === null || count === 0 ? null : (
            <span
              key={role.id}
              data-step={step(index)}
              title={`${isolated(role.label)}: ${people(count)}, ${roleMixText.share(count, sum)}`}
              style={{ flexGrow: count / Math.max(1, sum) }}
            />
          ),
        )}
      </div>
      <table className={styles.mix}>
        <caption className="hidden-words">{roleMixText.caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden-words">Role</span>
            </th>
            <th scope="col">
              <span className="hidden-words">Members</span>
            </th>
            <th scope="col">
              <span className="hidden-words">Share</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ role, count }, index) => (
            <tr key={role.id}>
              <th scope="row">
                <i aria-hidden data-step={step(index)} />
                <UserText>{role.label}</UserText>
              </th>
              <td>{formatNumber(count ?? 0)}</td>
              <td>{roleMixText.share(count ?? 0, sum)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
