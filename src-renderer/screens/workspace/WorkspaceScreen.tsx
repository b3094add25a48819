import { ExternalLink, PenLine, RefreshCw } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { Scope } from '../../../src-preload/contract/capabilities.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { AsOf } from '../../components/Freshness.tsx';
import { HiddenCopyNote } from '../../components/HiddenCopy.tsx';
import { Skeleton, SkeletonLines } from '../../components/Skeleton.tsx';
import { date } from '../../lib/format.ts';
import { capitalised } from '../../lib/names.ts';
import { useConnection } from '../../stores/connections.ts';
import { useNavigation, type Tab } from '../../stores/navigation.ts';
import { refusal, reloadWorkspace, showWorkspace, useWorkspace } from '../../stores/workspace.ts';
import { HistoryScreen } from '../history/HistoryScreen.tsx';
import { InvitationsTab } from './InvitationsTab.tsx';
import { ListPlace } from './ListPlace.tsx';
import { MembersTab } from './MembersTab.tsx';
import { Overview } from './Overview.tsx';
import { RolesTab } from './RolesTab.tsx';
import { SettingsTab } from './SettingsTab.tsx';
import { TokensTab } from './TokensTab.tsx';
import { badgeWords, kindIcons, kindWords, plural, scopeIcons, scopeWords } from './words.ts';
import styles from './WorkspaceScreen.module.css';

const tabIds: readonly Tab[] = [
  'overview',
  'members',
  'invitations',
  'tokens',
  'roles',
  'settings',
  'history',
];

const isTab = (value: string): value is Tab => tabIds.some((id) => id === value);

const labelOf = (tab: Tab, facts: SystemFacts, scope: Scope): string =>
  tab === 'members'
    ? scopeWords[scope].members
    : tab === 'tokens'
      ? capitalised(facts.tokens.many)
      : capitalised(tab);

/** One place, a workspace or what is above it: what it is, and a tab for each thing to administer in it. */
export function WorkspaceScreen({
  connectionId,
  workspaceId,
}: {
  connectionId: string;
  workspaceId: string;
}) {
  const { ref, detail, error } = useWorkspace();
  const tab = useNavigation((state) => state.tab);
  const go = useNavigation((state) => state.go);
  useEffect(() => {
    const place = { connectionId, workspaceId };
    void showWorkspace(place);
  }, [connectionId, workspaceId]);
  const connection = useConnection(connectionId);
  const shown = ref?.connectionId === connectionId && ref.workspaceId === workspaceId ? detail : null;

  if (shown === null || connection === null) {
    return (
      <div className={styles.screen}>
        <header className={styles.header}>
          {error === null ? (
            <div className={styles.waiting}>
              <Skeleton width={180} height={18} />
              <Skeleton width={260} />
            </div>
          ) : (
            <div className={styles.waiting}>
              <ErrorNote error={error} onRetry={reloadWorkspace} />
            </div>
          )}
        </header>
        {error === null && (
          <div className={styles.pad}>
            <SkeletonLines lines={8} label="Reading the workspace" />
          </div>
        )}
      </div>
    );
  }
  return (
    <Tabs.Root
      className={styles.screen}
      value={tab}
      onValueChange={(value) => {
        if (isTab(value)) go({ tab: value });
      }}
    >
      <Header detail={shown} connection={connection} tab={tab} />
      {error !== null && (
        <div className={styles.error}>
          <ErrorNote error={error} onRetry={reloadWorkspace} tone="warn" />
        </div>
      )}
      {/* The tab's own state starts anew with another workspace: nothing typed for one may act on the next. */}
      <Tabs.Content
        key={`${connectionId} ${workspaceId}`}
        value={tab}
        className={styles.content}
        tabIndex={-1}
      >
        <HiddenNote tab={tab} detail={shown} />
        <TabBody tab={tab} detail={shown} facts={connection.system} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** Lists say by themselves that they are hidden; where other things stand beside what is hidden, this does. */
function HiddenNote({ tab, detail }: { tab: Tab; detail: WorkspaceDetail }) {
  const { freshness, workspace } = detail;
  const { hidden, refreshing } = tab === 'settings' ? freshness.details : freshness.roles;
  if (hidden === null || !['overview', 'roles', 'settings'].includes(tab)) return null;
  return (
    <div className={styles.error}>
      <HiddenCopyNote
        place={{ connectionId: workspace.connectionId }}
        hidden={hidden}
        refreshing={refreshing}
      />
    </div>
  );
}

function TabBody({ tab, detail, facts }: { tab: Tab; detail: WorkspaceDetail; facts: SystemFacts }) {
  const go = useNavigation((state) => state.go);
  const { scope } = detail.workspace;
  const { many } = facts.tokens;
  const seeMembers = (
    <Button size="s" onClick={() => go({ tab: 'members' })}>
      See the {scope === 'organization' ? 'people' : 'members'}
    </Button>
  );
  switch (tab) {
    case 'overview':
      return <Overview detail={detail} facts={facts} />;
    case 'members':
      return (
        <ListPlace
          shown={detail}
          facts={facts}
          of="members"
          capability="member.list"
          title={scope === 'account' ? 'An account has no members' : 'There is no list of members'}
        >
          {(place) => <MembersTab shown={detail} place={place} facts={facts} />}
        </ListPlace>
      );
    case 'invitations':
      return (
        <ListPlace
          shown={detail}
          facts={facts}
          of="members"
          capability="invitation.list"
          title="There are no invitations here"
          next={scope === 'account' ? undefined : seeMembers}
        >
          {(place) => <InvitationsTab shown={detail} place={place} facts={facts} />}
        </ListPlace>
      );
    case 'tokens':
      return (
        <ListPlace
          shown={detail}
          facts={facts}
          of="tokens"
          capability="token.list"
          title={`There are no ${many} here`}
        >
          {(place) => <TokensTab shown={detail} place={place} facts={facts} />}
        </ListPlace>
      );
    case 'roles':
      return <RolesTab detail={detail} facts={facts} />;
    case 'settings':
      return <SettingsTab detail={detail} facts={facts} />;
    case 'history':
      return <HistoryScreen connectionId={detail.workspace.connectionId} workspaceId={detail.workspace.id} />;
  }
}

/** The list whose age stands in the header: the one of the tab, where it is this place's own. */
function listOf(tab: Tab, detail: WorkspaceDetail): ListName {
  const { permissions, listsAt, workspace } = detail;
  const own = (of: 'members' | 'tokens') => listsAt[of].workspaceId === workspace.id;
  switch (tab) {
    case 'members':
      return own('members') && permissions['member.list'].allowed ? 'members' : 'workspaces';
    case 'invitations':
      return own('members') && permissions['invitation.list'].allowed ? 'invitations' : 'workspaces';
    case 'tokens':
      // Also one that this sign-in isn't given was tried, and has an age or none.
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

function Header({ detail, connection, tab }: { detail: WorkspaceDetail; connection: Connection; tab: Tab }) {
  const { workspace, listsAt } = detail;
  const facts = connection.system;
  const now = useNow();
  const [problem, setProblem] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const { connectionId, id: workspaceId, scope } = workspace;
  const ref = { connectionId, workspaceId };
  const freshness = detail.freshness[listOf(tab, detail)];

  const refresh = async () => {
    setAsking(true);
    // What the tab shows may be another place's list.
    const shown =
      tab === 'tokens'
        ? listsAt.tokens
        : tab === 'members' || tab === 'invitations' || tab === 'roles'
          ? listsAt.members
          : ref;
    const places = shown.workspaceId === workspaceId ? [ref] : [ref, shown];
    const answers = await Promise.all(places.map((place) => window.steward.workspaces.refresh(place)));
    setAsking(false);
    const failed = answers.find((answer) => !answer.ok);
    setProblem(failed?.ok === false ? failed.error : null);
  };
  const open = async () => {
    const answer = await window.steward.workspaces.open(ref);
    setProblem(answer.ok ? null : answer.error);
  };
  const { one, many } = facts.tokens;
  const counts: Partial<
    Record<Tab, { value: number | null; least?: boolean; words: (n: number) => string }>
  > = {
    members: {
      value: workspace.members,
      least: !workspace.roster.complete,
      words: (n) => plural(n, 'person', 'people'),
    },
    ...(facts.joining.shownIn === 'invitations'
      ? { invitations: { value: workspace.pending, words: (n) => plural(n, 'open invitation') } }
      : {}),
    tokens: { value: workspace.activeTokens, words: (n) => plural(n, `active ${one}`, `active ${many}`) },
  };
  const details = [
    workspace.instance.url.state === 'known' ? workspace.instance.url.value : null,
    scope === 'workspace' && workspace.organization.state === 'known'
      ? workspace.organization.value.name
      : null,
    workspace.description.state === 'known' && workspace.description.value !== ''
      ? workspace.description.value
      : null,
    ...workspace.facts.map(({ label, value }) => `${label}: ${value}`),
  ].filter((part) => part !== null);
  const enteredAt = detail.freshness.workspaces.fetchedAt;
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h2 title={workspace.name}>{workspace.name}</h2>
        <div className={styles.chips}>
          <Chip tone={connection.badge}>{badgeWords[connection.badge]}</Chip>
          {/* What was entered stands on no instance that this app knows. */}
          {scope === 'workspace' && workspace.origin === 'entered' ? null : scope === 'workspace' ? (
            <Chip icon={kindIcons[workspace.instance.kind]}>{kindWords[workspace.instance.kind]}</Chip>
          ) : (
            <Chip icon={scopeIcons[scope]}>{scopeWords[scope].label}</Chip>
          )}
          {workspace.origin === 'entered' && (
            <Chip icon={PenLine}>Entered by you{enteredAt === null ? '' : `, ${dayOf(enteredAt)}`}</Chip>
          )}
          {workspace.myRole.state === 'known' && (
            <Chip tone="role">You are {workspace.myRole.value.label}</Chip>
          )}
        </div>
        <div className={styles.actions}>
          {/* What was entered is read from nowhere: its age is in the chip, and there is nothing to ask anew. */}
          {workspace.origin !== 'entered' && (
            <>
              <AsOf freshness={freshness} now={now} />
              <Button icon={RefreshCw} busy={asking || freshness.refreshing} onClick={() => void refresh()}>
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
              ? 'No address and no description'
              : `${scopeWords[scope].label} on ${connection.label}`
            : details.join(' · ')}
        </p>
      </div>
      {problem !== null && (
        <div className={styles.problem}>
          <ErrorNote error={problem} tone="warn" />
        </div>
      )}
      <Tabs.List className={styles.tabs} aria-label={`Parts of ${workspace.name}`}>
        {tabIds.map((id) => {
          const count = counts[id];
          const value = count?.value ?? null;
          return (
            <Tabs.Trigger
              key={id}
              value={id}
              className={styles.tab}
              {...(count !== undefined && value !== null
                ? { 'aria-description': `${count.least === true ? 'at least ' : ''}${count.words(value)}` }
                : {})}
            >
              {labelOf(id, facts, scope)}
              {value !== null && (
                <i aria-hidden>
                  {count?.least === true ? '≥ ' : ''}
                  {value.toLocaleString('en-GB')}
                </i>
              )}
            </Tabs.Trigger>
          );
        })}
      </Tabs.List>
    </header>
  );
}

/** "12 Nov": the year only where it isn't this one. */
const dayOf = (ms: number) => date(ms).replace(` ${new Date().getFullYear()}`, '');
