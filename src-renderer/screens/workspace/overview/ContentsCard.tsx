import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../../stores/clock.ts';
import { Card } from '../../../components/Card.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { AsOf } from '../../../components/Freshness.tsx';
import styles from './overview.module.css';

/** What the system tells of the inside of a place: running sandboxes, sizes. Only where there is any of it. */
export function ContentsCard({ detail }: { detail: WorkspaceDetail }) {
  const { details, freshness, workspace } = detail;
  const now = useNow();
  // Some systems tell the same with the list and again with the details.
  const told = new Set(workspace.facts.map(({ label, value }) => `${label}: ${value}`));
  const facts = (details?.facts ?? []).filter(({ label, value }) => !told.has(`${label}: ${value}`));
  if (facts.length === 0) return null;
  return (
    <Card title="In it now">
      <ul className={styles.list}>
        {facts.map(({ label, hint, value, tone }) => (
          <li key={label} className={styles.inside}>
            <span>
              {label}
              {hint !== '' && <span className={styles.hint}>{hint}</span>}
            </span>
            <Chip tone={tone === 'warn' ? 'warn' : 'neutral'}>{value}</Chip>
          </li>
        ))}
      </ul>
      <AsOf freshness={freshness.details} now={now} />
    </Card>
  );
}
