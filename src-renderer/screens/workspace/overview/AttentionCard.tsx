import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/Card.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { inheritedAccessText } from '../members/InheritedAccess.tsx';
import { plural } from '../../../lib/text.ts';
import { TokenAlerts } from './TokenAlerts.tsx';
import styles from './overview.module.css';

/** What somebody may have to do something about: people who haven't come yet, who reaches it from outside, tokens. */
export function AttentionCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, listsAt, alsoReach } = detail;
  const mayWait =
    workspace.scope !== 'account' && (facts.joining.verb === 'invite' || workspace.pending !== 0);
  return (
    <Card title="Needs attention">
      <ul className={styles.list}>
        {mayWait && (
          <li>
            <Pending count={workspace.pending} shownIn={facts.joining.shownIn} />
          </li>
        )}
        {alsoReach !== null && alsoReach.count > 0 && <li>{inheritedAccessText(alsoReach)}</li>}
        <TokenAlerts key={listsAt.tokens.workspaceId} detail={detail} facts={facts} />
      </ul>
    </Card>
  );
}

/** People invited who haven't come yet. `shownIn`: the list that has them until then. */
function Pending({ count, shownIn }: { count: number | null; shownIn: SystemFacts['joining']['shownIn'] }) {
  const go = useNavigation((state) => state.go);
  const [waiting, over] =
    shownIn === 'invitations' ? ['not joined yet', 'answered'] : ['not signed up yet', 'signed up'];
  if (count === null) return <span className={styles.dim}>Pending people: not read yet</span>;
  if (count === 0) return <span className={styles.dim}>Everybody invited has {over}</span>;
  return (
    <>
      <span>
        {plural(count, 'person', 'people')} invited, {waiting}
      </span>
      <Button size="s" variant="quiet" className={styles.flush} onClick={() => go({ tab: shownIn })}>
        See {shownIn}
      </Button>
    </>
  );
}
