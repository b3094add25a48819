import { lazy, Suspense } from 'react';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { FreshnessCard } from './FreshnessCard.tsx';
import { AttentionCard } from './AttentionCard.tsx';
import { FactsCard } from './FactsCard.tsx';
import { ContentsCard } from './ContentsCard.tsx';
import { PermissionsCard } from './PermissionsCard.tsx';
import { RolesCard } from './RolesCard.tsx';
import styles from './overview.module.css';
import tab from '../../../components/ListTab.module.css';

// Not first on screen: what it is drawn with is loaded when it is shown.
const ExpiryTimeline = lazy(() => import('./ExpiryTimeline.tsx'));
const MembersOverTime = lazy(() => import('./MembersOverTime.tsx'));

/** The place at a glance: what it is, who is in it, what needs attention, how fresh its lists are. */
export function OverviewTab({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { scope, origin } = detail.workspace;
  return (
    // It scrolls, and may have nothing else that the keyboard reaches.
    <div className={tab.page} tabIndex={0} role="group" aria-label="Overview">
      <div className={styles.cards}>
        <FactsCard detail={detail} facts={facts} />
        {scope !== 'account' && <ContentsCard detail={detail} />}
        <AttentionCard detail={detail} facts={facts} />
        <Suspense fallback={null}>
          <ExpiryTimeline detail={detail} facts={facts} />
          {scope !== 'account' && <MembersOverTime detail={detail} />}
        </Suspense>
        <RolesCard detail={detail} />
        {origin !== 'entered' && <FreshnessCard detail={detail} facts={facts} />}
        <PermissionsCard detail={detail} facts={facts} />
      </div>
    </div>
  );
}
