import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { AgeCard } from './overview/AgeCard.tsx';
import { AttentionCard } from './overview/AttentionCard.tsx';
import { FactsCard } from './overview/FactsCard.tsx';
import { InsideCard } from './overview/InsideCard.tsx';
import { MayCard } from './overview/MayCard.tsx';
import { RolesCard } from './overview/RolesCard.tsx';
import styles from './overview/overview.module.css';
import tab from './tab.module.css';

/** The place at a glance: what it is, who is in it, what needs attention, how old each answer is. */
export function Overview({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { scope, origin } = detail.workspace;
  return (
    <div className={tab.page}>
      <div className={styles.cards}>
        <FactsCard detail={detail} facts={facts} />
        {scope !== 'account' && <InsideCard detail={detail} />}
        <AttentionCard detail={detail} facts={facts} />
        <RolesCard detail={detail} />
        {origin !== 'entered' && <AgeCard detail={detail} facts={facts} />}
        <MayCard detail={detail} facts={facts} />
      </div>
    </div>
  );
}
