import { ExternalLink, PenLine, RefreshCw } from 'lucide-react';
import { PlaceHeading } from '../../../components/PlaceHeading.tsx';
import type { Connection } from '../../../../src-preload/contract/connections.ts';
import type { ListName } from '../../../../src-preload/contract/freshness.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { formatDate } from '../../../../src-preload/shared/format/dates.ts';
import { useNow } from '../../../stores/clock.ts';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { AsOf } from '../../../components/Freshness.tsx';
import { placeKey } from '../../../lib/places.ts';
import { useStateOf } from '../../../lib/useStateOf.ts';
import { capitalised } from '../../../lib/names.ts';
import type { Tab } from '../../../stores/navigation.ts';
import { refusal } from '../../../stores/workspace.ts';
import { badgeText, kindText } from '../../../lib/connection-text.ts';
import { kindIcons, scopeIcons } from '../../../components/placeIcon.ts';
import { scopeText } from '../../../lib/text.ts';
import { UserText } from '../../../components/UserText.tsx';
import styles from '../../../components/TabbedScreen.module.css';
import { addedManuallyLabel, noDetailsText } from './text.ts';

/** The list whose freshness the header shows: the one of the tab, where it is this place's own. */
function listOf(tab: Tab, detail: WorkspaceDetail): ListName {
  const { permissions, listsAt, workspace } = detail;
  const own = (of: 'members' | 'tokens') => listsAt[of].workspaceId === workspace.id;
  switch (tab) {
    case 'members':
      return own('members') && permissions['member.list'].allowed ? 'members' : 'workspaces';
    case 'invitations':
      return own('members') && permissions['invitation.list'].allowed ? 'invitations' : 'workspaces';
    case 'tokens':
      // A list that this sign-in can't view was still tried, so its freshness is worth showing.
      return own('tokens') && (permissions['token.list'].allowed || detail.freshness.tokens.triedAt !== null)
        ? 'tokens'
        : 'workspaces';
    case 'roles':
      if (!own('members')) return 'workspaces';
      return permissions['role.list'].allowed ? 'roles' : 'members';
    case 'settings':
      return permissions['workspace.details'].allowed ? 'details' : 'workspaces';
    default:
      return 'workspaces';
  }
}

/** Name, labels and freshness of the place, and what can be done with it as a whole. */
export function PlaceHeader({
  detail,
  connection,
  tab,
}: {
  detail: WorkspaceDetail;
  connection: Connection;
  tab: Tab;
}) {
  const { workspace, listsAt } = detail;
  const now = useNow();
  const { connectionId, id: workspaceId, scope } = workspace;
  const ref = { connectionId, workspaceId };
  // The header stays while the place changes; what was tried in one says nothing about the next.
  const of = placeKey(ref);
  const [problem, setProblem] = useStateOf<AppError | null>(of, null);
  const [refreshing, setRefreshing] = useStateOf(of, false);
  const freshness = detail.freshness[listOf(tab, detail)];

  const refresh = async () => {
    setRefreshing(true);
    // The list of the tab may belong to another place.
    const shown =
      tab === 'tokens'
        ? listsAt.tokens
        : tab === 'members' || tab === 'invitations' || tab === 'roles'
          ? listsAt.members
          : ref;
    const places = shown.workspaceId === workspaceId ? [ref] : [ref, shown];
    const answers = await Promise.all(places.map((place) => window.steward.workspaces.refresh(place)));
    setRefreshing(false);
    const failed = answers.find((answer) => !answer.ok);
    setProblem(failed?.ok === false ? failed.error : null);
  };
  const open = async () => {
    const answer = await window.steward.workspaces.open(ref);
    setProblem(answer.ok ? null : answer.error);
  };
  const details = [
    workspace.instance.url.state === 'known' ? workspace.instance.url.value : null,
    scope === 'workspace' && workspace.organization.state === 'known'
      ? workspace.organization.value.name
      : null,
    workspace.description.state === 'known' && workspace.description.value !== ''
      ? workspace.description.value
      : null,
    ...workspace.facts.flatMap(({ label, value }) =>
      value.state === 'known' ? [`${label}: ${value.value}`] : [],
    ),
  ].filter((part) => part !== null);
  const enteredAt = detail.freshness.workspaces.fetchedAt;
  return (
    <>
      <div className={styles.title}>
        {/* A new one, which takes the focus of who comes by keyboard. */}
        <PlaceHeading key={of} title={workspace.name}>
          <UserText keepEnd>{workspace.name}</UserText>
        </PlaceHeading>
        <div className={styles.chips}>
          <Chip tone={connection.badge}>{capitalised(badgeText[connection.badge].long)}</Chip>
          {/* What was added manually is on no instance that Steward knows. */}
          {scope === 'workspace' && workspace.origin === 'entered' ? null : scope === 'workspace' ? (
            <Chip icon={kindIcons[workspace.instance.kind]}>{kindText[workspace.instance.kind]}</Chip>
          ) : (
            <Chip icon={scopeIcons[scope]}>{scopeText[scope].label}</Chip>
          )}
          {workspace.origin === 'entered' && (
            <Chip icon={PenLine}>
              {addedManuallyLabel(enteredAt === null ? null : formatDate(enteredAt))}
            </Chip>
          )}
          {workspace.myRole.state === 'known' && (
            <Chip tone="role">Your role: {workspace.myRole.value.label}</Chip>
          )}
        </div>
        <div className={styles.actions}>
          {/* What was added manually is fetched from nowhere: the chip has its date, and there is nothing to refresh. */}
          {workspace.origin !== 'entered' && (
            <>
              <AsOf freshness={freshness} now={now} />
              <Button
                icon={RefreshCw}
                busy={refreshing || freshness.refreshing}
                onClick={() => void refresh()}
              >
                Refresh
              </Button>
            </>
          )}
          {scope === 'workspace' && (
            <Button
              icon={ExternalLink}
              disabledReason={refusal(detail, 'workspace.open')}
              onClick={() => void open()}
            >
              Open
            </Button>
          )}
        </div>
        <p className={styles.meta} title={details.join(' · ')}>
          {details.length === 0
            ? scope === 'workspace'
              ? noDetailsText
              : `${scopeText[scope].label} on ${connection.label}`
            : details.join(' · ')}
        </p>
      </div>
      {problem !== null && (
        <div className={styles.problem}>
          <ErrorNote error={problem} tone="warn" />
        </div>
      )}
    </>
  );
}
