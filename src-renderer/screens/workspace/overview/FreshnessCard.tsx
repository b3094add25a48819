import type { ListName } from '../../../../src-preload/contract/freshness.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../../stores/clock.ts';
import { Card } from '../../../components/Card.tsx';
import { AsOf } from '../../../components/Freshness.tsx';
import { capitalised } from '../../../lib/names.ts';
import { scopeText } from '../../../lib/text.ts';
import styles from './overview.module.css';

interface List {
  list: ListName;
  label: string;
  /** Whether this place has the list and the sign-in can view it. */
  available: boolean;
}

/** When each list of this place was last fetched. */
export function FreshnessCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const now = useNow();
  const { freshness, permissions, workspace, listsAt } = detail;
  const { label, members } = scopeText[workspace.scope];
  const ownMembers = listsAt.members.workspaceId === workspace.id;
  const ownTokens = listsAt.tokens.workspaceId === workspace.id;
  const lists: List[] = [
    { list: 'workspaces', label, available: true },
    { list: 'members', label: members, available: ownMembers && permissions['member.list'].allowed },
    {
      list: 'invitations',
      label: 'Invitations',
      available: ownMembers && permissions['invitation.list'].allowed,
    },
    {
      list: 'tokens',
      label: capitalised(facts.tokens.many),
      // A list that this sign-in can't view was still tried, so its freshness is worth showing.
      available: ownTokens && (permissions['token.list'].allowed || freshness.tokens.triedAt !== null),
    },
    { list: 'roles', label: 'Custom roles', available: ownMembers && permissions['role.list'].allowed },
    { list: 'details', label: 'Settings and contents', available: permissions['workspace.details'].allowed },
  ];
  return (
    <Card title="Data freshness">
      <ul className={styles.list}>
        {lists
          .filter(({ available }) => available)
          .map(({ list, label: name }) => (
            <li key={list}>
              <span>{name}</span>
              <AsOf freshness={freshness[list]} now={now} />
            </li>
          ))}
      </ul>
      {!ownMembers && facts.listsNote !== null && <p className={styles.dim}>{facts.listsNote}</p>}
    </Card>
  );
}
