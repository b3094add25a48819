import { ExternalLink, RefreshCw } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { useNow } from '../../app/clock.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { AsOf } from '../../components/Freshness.tsx';
import { Skeleton, SkeletonLines } from '../../components/Skeleton.tsx';
import { useConnection } from '../../stores/connections.ts';
import { showReceipts } from '../../stores/history.ts';
import { useNavigation, type Tab } from '../../stores/navigation.ts';
import { refusal, reloadWorkspace, showWorkspace, useWorkspace } from '../../stores/workspace.ts';
import { HistoryScreen } from '../history/HistoryScreen.tsx';
import { MembersTab } from './MembersTab.tsx';
import { Overview } from './Overview.tsx';
import { RolesTab } from './RolesTab.tsx';
import { SettingsTab } from './SettingsTab.tsx';
import { TokensTab } from './TokensTab.tsx';
import { badgeWords, kindIcons, kindWords, plural } from './words.ts';
import styles from './WorkspaceScreen.module.css';

const tabs: { id: Tab; label: string }[] = [
  { id: 'overview', label: 'Overview' },
  { id: 'members', label: 'Members' },
  { id: 'tokens', label: 'Tokens' },
  { id: 'roles', label: 'Roles' },
  { id: 'settings', label: 'Settings' },
  { id: 'history', label: 'History' },
];

const isTab = (value: string): value is Tab => tabs.some((tab) => tab.id === value);

/** One workspace: what it is, and a tab for each thing to administer in it. */
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
    void showReceipts(place);
  }, [connectionId, workspaceId]);
  const shown = ref?.connectionId === connectionId && ref.workspaceId === workspaceId ? detail : null;

  if (shown === null) {
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
      <Header detail={shown} tab={tab} />
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
        <TabBody tab={tab} detail={shown} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function TabBody({ tab, detail }: { tab: Tab; detail: WorkspaceDetail }) {
  switch (tab) {
    case 'overview':
      return <Overview detail={detail} />;
    case 'members':
      return <MembersTab detail={detail} />;
    case 'tokens':
      return <TokensTab detail={detail} />;
    case 'roles':
      return <RolesTab detail={detail} />;
    case 'settings':
      return <SettingsTab detail={detail} />;
    case 'history':
      return <HistoryScreen connectionId={detail.workspace.connectionId} workspaceId={detail.workspace.id} />;
  }
}

function Header({ detail, tab }: { detail: WorkspaceDetail; tab: Tab }) {
  const { workspace } = detail;
  const connection = useConnection(workspace.connectionId);
  const now = useNow();
  const [problem, setProblem] = useState<AppError | null>(null);
  const [asking, setAsking] = useState(false);
  const ref = { connectionId: workspace.connectionId, workspaceId: workspace.id };
  const list = tab === 'members' || tab === 'roles' ? 'members' : tab === 'tokens' ? 'tokens' : 'workspaces';
  const freshness = detail.freshness[list];

  const refresh = async () => {
    setAsking(true);
    const answer = await window.steward.workspaces.refresh(ref);
    setAsking(false);
    setProblem(answer.ok ? null : answer.error);
  };
  const open = async () => {
    const answer = await window.steward.workspaces.open(ref);
    setProblem(answer.ok ? null : answer.error);
  };
  const counts: Partial<Record<Tab, { value: number | null; words: (n: number) => string }>> = {
    members: { value: workspace.members, words: (n) => plural(n, 'person', 'people') },
    tokens: { value: workspace.activeTokens, words: (n) => plural(n, 'active token') },
  };
  const details = [
    workspace.instance.url.state === 'known' ? workspace.instance.url.value : null,
    workspace.description.state === 'known' && workspace.description.value !== ''
      ? workspace.description.value
      : null,
  ].filter((part) => part !== null);
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h2 title={workspace.name}>{workspace.name}</h2>
        {connection !== null && <Chip tone={connection.badge}>{badgeWords[connection.badge]}</Chip>}
        <Chip icon={kindIcons[workspace.instance.kind]}>{kindWords[workspace.instance.kind]}</Chip>
        {workspace.myRole.state === 'known' && (
          <Chip tone="role">You are {workspace.myRole.value.label}</Chip>
        )}
        <div className={styles.actions}>
          <AsOf freshness={freshness} now={now} />
          <Button icon={RefreshCw} busy={asking || freshness.refreshing} onClick={() => void refresh()}>
            Refresh
          </Button>
          <Button
            icon={ExternalLink}
            disabledReason={refusal(detail, 'workspace.open')}
            onClick={() => void open()}
          >
            Open
          </Button>
        </div>
      </div>
      <p className={styles.meta} title={details.join(' · ')}>
        {details.length === 0 ? 'No address and no description' : details.join(' · ')}
      </p>
      {problem !== null && (
        <div className={styles.problem}>
          <ErrorNote error={problem} tone="warn" />
        </div>
      )}
      <Tabs.List className={styles.tabs} aria-label={`Parts of ${workspace.name}`}>
        {tabs.map(({ id, label }) => {
          const count = counts[id];
          const value = count?.value ?? null;
          return (
            <Tabs.Trigger
              key={id}
              value={id}
              className={styles.tab}
              {...(count !== undefined && value !== null ? { 'aria-description': count.words(value) } : {})}
            >
              {label}
              {value !== null && <i aria-hidden>{value.toLocaleString('en-GB')}</i>}
            </Tabs.Trigger>
          );
        })}
      </Tabs.List>
    </header>
  );
}
