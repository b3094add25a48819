import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { Button } from '../../../components/Button.tsx';
import { Card } from '../../../components/Card.tsx';
import { openSearch } from '../../../stores/list-search.ts';
import { refOf } from '../../../stores/workspace.ts';
import { inheritedAccessText } from '../members/text.ts';
import { ViewInherited } from '../members/ViewInherited.tsx';
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
            <Pending detail={detail} shownIn={facts.joining.shownIn} />
          </li>
        )}
        {inheritedAccess !== null && inheritedAccess.count > 0 && (
          <li>
            <span>{inheritedAccessText(inheritedAccess)}</span>
            <ViewInherited shown={detail} className={styles.flush} />
          </li>
        )}
        <TokenAlerts key={listsAt.tokens.workspaceId} detail={detail} facts={facts} />
      </ul>
    </Card>
  );
}

/** People who were invited and haven't joined. `shownIn`: the list that has them until then. */
function Pending({
  detail,
  shownIn,
}: {
  detail: WorkspaceDetail;
  shownIn: SystemFacts['joining']['shownIn'];
}) {
  const { pending: count } = detail.workspace;
  if (count === null) return <span className={styles.dim}>{pendingNotFetchedText}</span>;
  if (count === 0) return <span className={styles.dim}>{allInvitedJoinedText(shownIn)}</span>;
  // Exactly those that are counted: invitations without an answer have a part of their list.
  const search = shownIn === 'members' ? { query: 'status:pending' } : { query: '', kind: 'open' };
  return (
    <>
      <span>{pendingText(count, shownIn)}</span>
      <Button
        size="s"
        variant="quiet"
        className={styles.flush}
        onClick={() => openSearch({ ...refOf(detail), tab: shownIn, ...search })}
      >
        View {shownIn}
      </Button>
    </>
  );
}
