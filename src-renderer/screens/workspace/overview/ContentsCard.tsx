import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../../stores/clock.ts';
import { Card } from '../../../components/Card.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { AsOf } from '../../../components/Freshness.tsx';
import { knownText } from '../../../lib/known-text.ts';
import styles from './overview.module.css';

/** What the system reports from inside a place (running sandboxes, sizes); absent where it reports none. */
export function ContentsCard({ detail }: { detail: WorkspaceDetail }) {
  const { details, freshness, workspace } = detail;
  const now = useNow();
  // Some systems report the same with the list and again with the details.
  const keyOf = ({ label, value }: (typeof workspace.facts)[number]) => `${label}: ${knownText(value)}`;
  const listed = new Set(workspace.facts.map(keyOf));
  const facts = (details?.facts ?? []).filter((fact) => !listed.has(keyOf(fact)));
  if (facts.length === 0) return null;
  return (
    <Card title="Contents">
      <ul className={styles.list}>
        {facts.map(({ label, hint, value, tone }) => (
          <li key={label} className={styles.inside}>
            <span>
              {label}
              {hint !== '' && <span className={styles.hint}>{hint}</span>}
            </span>
            <Chip tone={tone === 'warn' ? 'warn' : 'neutral'}>{knownText(value)}</Chip>
          </li>
        ))}
      </ul>
      <AsOf freshness={freshness.details} now={now} />
    </Card>
  );
}
