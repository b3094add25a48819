import { lazy, Suspense, useEffect, useRef } from 'react';
import { LayoutGrid } from 'lucide-react';
import { Empty } from '../components/Empty.tsx';
import { Skeleton, SkeletonLines } from '../components/Skeleton.tsx';
import { toast } from '../stores/toasts.ts';
import { WelcomeScreen } from '../screens/welcome/WelcomeScreen.tsx';
import { WorkspaceScreen } from '../screens/workspace/WorkspaceScreen.tsx';
import { StartPage } from '../screens/start/StartPage.tsx';
import { useConnection, useConnections } from '../stores/connections.ts';
import { keepFocusInPlace } from '../stores/arrival.ts';
import { useNavigation } from '../stores/navigation.ts';
import { useSide } from '../stores/side.ts';
import { useRail } from '../stores/rail.ts';
import { loadWorkspaces, useWorkspaceList, useWorkspaces } from '../stores/workspaces.ts';
import { Banners } from './Banners.tsx';
import { defaultPlace } from '../lib/places.ts';
import { Rail } from './rail/Rail.tsx';
import { useShortcuts } from './shortcuts.ts';
import { StatusBar } from './StatusBar.tsx';
import { useTrailOfWindow } from './trail.ts';
import { useOpened } from './opened/useOpened.ts';
import { DialogHost } from './DialogHost.tsx';
import { WorkspaceList } from './WorkspaceList.tsx';
import css from './Shell.module.css';
import { nothingFetchedText, workspaceGoneText } from './text.ts';

const AllConnectionsScreen = lazy(() => import('../screens/all-connections/AllConnectionsScreen.tsx'));
const HistoryScreen = lazy(() => import('../screens/history/HistoryScreen.tsx'));
const SettingsScreen = lazy(() => import('../screens/settings/SettingsScreen.tsx'));

/** The place of everything, while the first answers are awaited. */
export function ShellSkeleton() {
  return (
    <div className={css.app} role="status" aria-label="Steward is starting">
      <div className={css.railSkeleton}>
        <Skeleton width={36} height={36} />
        <Skeleton width={36} height={36} />
      </div>
      <div className={css.sideSkeleton}>
        <Skeleton width="60%" height={12} />
        <Skeleton width="80%" />
        <Skeleton height={30} />
        <SkeletonLines lines={6} />
      </div>
      <div className={css.main}>
        <MainSkeleton />
      </div>
      <div className={css.footSkeleton} />
    </div>
  );
}

function MainSkeleton() {
  return (
    <div className={css.loading}>
      <Skeleton width={220} height={20} />
      <Skeleton width={320} />
      <SkeletonLines lines={8} />
    </div>
  );
}

/**
 * Keeps the lists of all connections at hand, and the place on a connection and a workspace that exist. A component of its own: going to
 * another workspace draws nothing around its screen.
 */
function PlaceKeeper() {
  const connections = useConnections((state) => state.connections);
  const { connectionId, workspaceId, screen, tab, go } = useNavigation();
  const list = useWorkspaceList(connectionId);
  const startsAt = connections.find(({ id }) => id === connectionId)?.startsAt ?? 'default';
  const seen = useRef(new Set<string>());
  const first = useRef(true);

  useEffect(() => {
    for (const { id } of connections) {
      if (useWorkspaces.getState().lists[id] === undefined) void loadWorkspaces(id);
    }
    if (connectionId === null || !connections.some(({ id }) => id === connectionId)) {
      const next = connections[0];
      // Where a connection was removed, the next place opens on its overview.
      if (next !== undefined)
        go({ connectionId: next.id, ...(connectionId === null ? {} : { tab: 'overview' }) }, 'replace');
      else if (connectionId !== null) go({ connectionId: null, workspaceId: null }, 'replace');
    }
  }, [connections, connectionId, go]);

  useEffect(() => {
    if (connectionId === null || list?.state !== 'ready') return;
    const known = list.workspaces.find(({ id }) => id === workspaceId);
    const restored = first.current;
    first.current = false;
    for (const { id } of list.workspaces) seen.current.add(`${connectionId}/${id}`);
    if (known !== undefined) return;
    const gone = workspaceId !== null && (restored || seen.current.has(`${connectionId}/${workspaceId}`));
    // One that was never listed may just have been created: its screen knows more than this list.
    if (workspaceId !== null && !gone) return;
    if (workspaceId !== null && !restored) toast(workspaceGoneText);
    const next = startsAt === 'default' ? defaultPlace(list.workspaces) : null;
    // The tab of a place that was left or deleted says nothing of what is wanted in another one.
    const opened = gone && !restored ? ({ tab: 'overview' } as const) : {};
    if (next !== null) go({ workspaceId: next.id, ...opened }, 'replace');
    else if (workspaceId !== null) go({ workspaceId: null, ...opened }, 'replace');
  }, [connectionId, workspaceId, list, startsAt, go]);
  const isStart = useRef(true);
  useEffect(() => {
    // At the start nothing had the focus.
    if (!isStart.current && useNavigation.getState().reachedBy === 'new') keepFocusInPlace();
    isStart.current = false;
  }, [connectionId, workspaceId, screen, tab]);
  return null;
}

function Main() {
  const { connectionId, workspaceId, screen } = useNavigation();
  const connection = useConnection(connectionId);
  const list = useWorkspaceList(connectionId);
  if (screen === 'settings') {
    return (
      <Suspense fallback={<MainSkeleton />}>
        <SettingsScreen />
      </Suspense>
    );
  }
  if (screen === 'welcome' || connection === null) return <WelcomeScreen />;
  if (screen === 'all-connections') {
    return (
      <Suspense fallback={<MainSkeleton />}>
        <AllConnectionsScreen />
      </Suspense>
    );
  }
  if (screen === 'history') {
    return (
      <Suspense fallback={<MainSkeleton />}>
        <HistoryScreen key={connection.id} connectionId={connection.id} workspaceId={null} />
      </Suspense>
    );
  }
  if (workspaceId !== null && screen !== 'start') {
    return (
      <WorkspaceScreen
        connectionId={connection.id}
        workspaceId={workspaceId}
        history={
          <Suspense fallback={<SkeletonLines lines={6} label="Loading the history" />}>
            <HistoryScreen connectionId={connection.id} workspaceId={workspaceId} />
          </Suspense>
        }
      />
    );
  }
  if (
    list === null ||
    list.state === 'loading' ||
    (list.freshness?.fetchedAt === null && list.workspaces.length === 0 && !connection.system.guided)
  ) {
    return connection.health.state === 'failing' || connection.signIn.state !== 'signed-in' ? (
      <Empty icon={LayoutGrid} level={2} title={nothingFetchedText.title} text={nothingFetchedText.next} />
    ) : (
      <MainSkeleton />
    );
  }
  return <StartPage key={connection.id} connection={connection} list={list} />;
}

/** The window: rail, list of workspaces, what is shown, status bar. */
export function Shell() {
  useShortcuts();
  useTrailOfWindow();
  useOpened();
  const screen = useNavigation((state) => state.screen);
  const connectionId = useNavigation((state) => state.connectionId);
  const connection = useConnection(connectionId);
  const wide = useRail((state) => state.wide);
  const sideOpen = useSide((state) => state.open);
  const welcome = connection === null;
  // What isn’t of one connection has no list of its workspaces beside it.
  const alone = welcome || screen === 'all-connections';
  return (
    <div
      data-shell
      className={`${css.app} ${alone ? css.welcome : ''}`}
      data-wide-rail={wide ? '' : undefined}
      data-side-open={sideOpen ? '' : undefined}
    >
      <a className={css.skip} href="#main">
        Skip to content
      </a>
      <Rail />
      {alone ? null : <WorkspaceList key={connection.id} connection={connection} />}
      <main id="main" className={css.main} tabIndex={-1} style={{ outline: 'none' }}>
        {/* The first heading of the page is the connection, or the app where there is none. */}
        {welcome && screen === 'settings' ? <h1 className="hidden-words">Steward</h1> : null}
        <Banners
          connection={['settings', 'welcome', 'all-connections'].includes(screen) ? null : connection}
        />
        <div className={css.screen}>
          <Main />
        </div>
      </main>
      <StatusBar />
      <DialogHost />
      <PlaceKeeper />
    </div>
  );
}
