import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/Card.tsx';
import { useNavigation } from '../../../stores/navigation.ts';
import { inheritedAccessText } from '../members/text.ts';
import { TokenAlerts } from './TokenAlerts.tsx';
import styles from './overview.module.css';
import { allInvitedJoinedText, pendingNotFetchedText, pendingText } from './text.ts';

/** What may need action: people who haven't joined yet, access from outside, tokens. */
export function AttentionCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace, listsAt, inheritedAccess } = detail;
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
        {inheritedAccess !== null && inheritedAccess.count > 0 && (
          <li>{inheritedAccessText(inheritedAccess)}</li>
        )}
        <TokenAlerts key={listsAt.tokens.workspaceId} detail={detail} facts={facts} />
      </ul>
    </Card>
  );
}

/** People who were invited and haven't joined. `shownIn`: the list that has them until then. */
function Pending({ count, shownIn }: { count: number | null; shownIn: SystemFacts['joining']['shownIn'] }) {
  const go = useNavigation((state) => state.go);
  if (count === null) return <span className={styles.dim}>{pendingNotFetchedText}</span>;
  if (count === 0) return <span className={styles.dim}>{allInvitedJoinedText(shownIn)}</span>;
  return (
    <>
      <span>{pendingText(count, shownIn)}</span>
      <Button size="s" variant="quiet" className={styles.flush} onClick={() => go({ tab: shownIn })}>
        View {shownIn}
      </Button>
    </>
  );
}
