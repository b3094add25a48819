import { Tabs } from 'radix-ui';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import type { SystemFacts } from '../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { HiddenCopyNote } from '../../components/HiddenCopy.tsx';
import { Skeleton, SkeletonLines } from '../../components/Skeleton.tsx';
import { useConnection } from '../../stores/connections.ts';
import { useNavigation, type Tab } from '../../stores/navigation.ts';
import { reloadWorkspace, showWorkspace, useWorkspace } from '../../stores/workspace.ts';
import { InvitationsTab } from './invitations/InvitationsTab.tsx';
import { PlaceList } from './lists/PlaceList.tsx';
import { MembersTab } from './members/MembersTab.tsx';
import { OverviewTab } from './overview/OverviewTab.tsx';
import { isTab, PlaceTabs } from './header/PlaceTabs.tsx';
import { PlaceHeader } from './header/PlaceHeader.tsx';
import { TokensTab } from './tokens/TokensTab.tsx';
import styles from '../../components/TabbedScreen.module.css';
import { capitalised } from '../../lib/names.ts';
import { placeKey } from '../../lib/places.ts';
import { useIdlePreload } from '../../lib/useIdlePreload.ts';

const loadRoles = () => import('./roles/RolesTab.tsx');
const RolesTab = lazy(loadRoles);
const loadSettings = () => import('./settings/SettingsTab.tsx');
const SettingsTab = lazy(loadSettings);
const preload = () => Promise.all([loadRoles(), loadSettings()]);

/** A workspace, organization or account: its header, and a tab for each thing to administer in it. */
export function WorkspaceScreen({
  connectionId,
  workspaceId,
  history,
}: {
  connectionId: string;
  workspaceId: string;
  /** The History tab: a screen of its own, which the shell provides. */
  history: ReactNode;
}) {
  const { ref, detail, error } = useWorkspace();
  const tab = useNavigation((state) => state.tab);
  const go = useNavigation((state) => state.go);
  useEffect(() => {
    const place = { connectionId, workspaceId };
    void showWorkspace(place);
  }, [connectionId, workspaceId]);
  useIdlePreload(preload);
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
            <SkeletonLines lines={8} label="Loading workspace" />
          </div>
        )}
      </div>
    );
  }
  const place = placeKey({ connectionId, workspaceId });
  return (
    <Tabs.Root
      className={styles.screen}
      value={tab}
      onValueChange={(value) => {
        if (isTab(value)) go({ tab: value });
      }}
    >
      <header className={styles.header}>
        <PlaceHeader detail={shown} connection={connection} tab={tab} />
        <PlaceTabs detail={shown} facts={connection.system} />
      </header>
      {error !== null && (
        <div className={styles.error}>
          <ErrorNote error={error} onRetry={reloadWorkspace} tone="warn" />
        </div>
      )}
      {/* Keyed by the place: nothing typed for one workspace may act on the next. The list of members sees to that in its parts. */}
      <Tabs.Content
        key={tab === 'members' ? connectionId : place}
        value={tab}
        className={styles.content}
        tabIndex={-1}
      >
        <HiddenNote tab={tab} detail={shown} />
        <TabBody tab={tab} detail={shown} facts={connection.system} history={history} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** Lists show on their own that they are hidden; tabs with other content need this note. */
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

function TabBody({
  tab,
  detail,
  facts,
  history,
}: {
  tab: Tab;
  detail: WorkspaceDetail;
  facts: SystemFacts;
  history: ReactNode;
}) {
  const go = useNavigation((state) => state.go);
  const { scope } = detail.workspace;
  const { many } = facts.tokens;
  const seeMembers = (
    <Button size="s" onClick={() => go({ tab: 'members' })}>
      View {scope === 'organization' ? 'people' : 'members'}
    </Button>
  );
  switch (tab) {
    case 'overview':
      return <OverviewTab detail={detail} facts={facts} />;
    case 'members':
      return (
        <PlaceList
          shown={detail}
          facts={facts}
          of="members"
          capability="member.list"
          title={scope === 'account' ? 'Accounts don’t have members' : 'The list of members isn’t available'}
        >
          {(place) => <MembersTab shown={detail} place={place} facts={facts} />}
        </PlaceList>
      );
    case 'invitations':
      return (
        <PlaceList
          shown={detail}
          facts={facts}
          of="members"
          capability="invitation.list"
          title="Invitations aren’t available here"
          next={scope === 'account' ? undefined : seeMembers}
        >
          {(place) => <InvitationsTab shown={detail} place={place} facts={facts} />}
        </PlaceList>
      );
    case 'tokens':
      return (
        <PlaceList
          shown={detail}
          facts={facts}
          of="tokens"
          capability="token.list"
          title={`${capitalised(many)} aren’t available here`}
        >
          {(place) => <TokensTab shown={detail} place={place} facts={facts} />}
        </PlaceList>
      );
    case 'roles':
      return (
        <Suspense fallback={loading('Loading the roles')}>
          <RolesTab detail={detail} facts={facts} />
        </Suspense>
      );
    case 'settings':
      return (
        <Suspense fallback={loading('Loading the settings')}>
          <SettingsTab detail={detail} facts={facts} />
        </Suspense>
      );
    case 'history':
      return history;
  }
}

/** Where the page will be. */
const loading = (label: string) => (
  <div className={styles.pad}>
    <SkeletonLines lines={6} label={label} />
  </div>
);
