import { create } from 'zustand';
import type { SettingsSectionId } from '../../src-preload/shared/settings/types.ts';
import { arriveAt } from './arrival.ts';
import { useAllConnections, type AllConnectionsTab } from './all-connections.ts';
import { useConnections } from './connections.ts';
import { searchIn, shownSearchOf, useShownSearch, type ShownSearch } from './list-search.ts';
import { useNavigation, type MoveKind, type Where } from './navigation.ts';
import { showSection, useShownSection } from './settings-section.ts';
import { useWorkspaces } from './workspaces.ts';

/** A place that was shown, with what was searched in its list or across all connections. */
interface Stop extends Where {
  list: AllConnectionsTab;
  query: string;
  search: ShownSearch | null;
  /** Of the settings. */
  section: SettingsSectionId | null;
}

interface Trail {
  stops: readonly Stop[];
  /** Where in it the user is. */
  at: number;
}

const longest = 100;
export const useTrail = create<Trail>(() => ({ stops: [], at: -1 }));

function nowAt(): Stop {
  const { connectionId, workspaceId, tab, screen } = useNavigation.getState();
  const { tab: list, query } = useAllConnections.getState();
  const isWorkspace = screen === 'workspace' && connectionId !== null && workspaceId !== null;
  const search = isWorkspace ? shownSearchOf({ connectionId, workspaceId }, tab) : null;
  const section = screen === 'settings' ? useShownSection.getState().inView : null;
  return { connectionId, workspaceId, tab, screen, list, query, search, section };
}

/** What distinguishes two stops; the rest of one is only what it returns to. */
function keyOf({ connectionId, workspaceId, tab, screen, list }: Stop): string {
  switch (screen) {
    case 'welcome':
    case 'settings':
      return screen;
    case 'all-connections':
      return JSON.stringify([screen, list]);
    case 'start':
    case 'history':
      return JSON.stringify([screen, connectionId]);
    case 'workspace':
      return JSON.stringify([screen, connectionId, workspaceId, workspaceId === null ? null : tab]);
  }
}

let moving = false;

/** Adds the place on screen, unless it is the one that the trail is at; what was ahead is given up. */
function record(reachedBy: MoveKind): void {
  const { stops, at } = useTrail.getState();
  const stop = nowAt();
  const current = stops[at];
  if (current !== undefined && (keyOf(current) === keyOf(stop) || reachedBy !== 'new')) {
    useTrail.setState({ stops: stops.with(at, stop) });
    return;
  }
  const kept = [...stops.slice(0, at + 1), stop].slice(-longest);
  useTrail.setState({ stops: kept, at: kept.length - 1 });
}

/** Whether a stop is still there to return to. What isn't listed yet may be. */
function exists({ screen, connectionId, workspaceId }: Stop): boolean {
  if (screen === 'settings' || screen === 'all-connections') return true;
  const { connections } = useConnections.getState();
  if (connectionId === null || screen === 'welcome') return connections.length === 0;
  if (!connections.some(({ id }) => id === connectionId)) return false;
  const list = useWorkspaces.getState().lists[connectionId];
  if (screen !== 'workspace' || workspaceId === null || list?.state !== 'ready') return true;
  return list.workspaces.some(({ id }) => id === workspaceId);
}

function reachable(step: 1 | -1, { stops, at }: Trail): number | null {
  for (let index = at + step; index >= 0 && index < stops.length; index += step) {
    const stop = stops[index];
    if (stop !== undefined && exists(stop)) return index;
  }
  return null;
}

function move(step: 1 | -1): void {
  const trail = useTrail.getState();
  const index = reachable(step, trail);
  const stop = index === null ? undefined : trail.stops[index];
  if (index === null || stop === undefined) return;
  const { list, query, search, section, ...where } = stop;
  useTrail.setState({ at: index });
  moving = true;
  if (where.screen === 'all-connections') useAllConnections.setState({ tab: list, query });
  moving = false;
  if (search !== null) searchIn({ ...search, place: refOfStop(stop) });
  if (section !== null) showSection(section);
  arriveAt('heading', () => useNavigation.getState().go(where, 'trail'));
}

const refOfStop = ({ connectionId, workspaceId }: Stop) =>
  connectionId === null || workspaceId === null ? null : { connectionId, workspaceId };

export const goBack = () => move(-1);
export const goForward = () => move(1);

/** Whether there is a place to return to, in either direction. */
export const useTrailEnds = () => {
  // Places come and go: what can be returned to follows their lists.
  useConnections(({ connections }) => connections);
  useWorkspaces(({ lists }) => lists);
  // By what is shown alone: each letter of a search is in the trail too.
  const back = useTrail((trail) => reachable(-1, trail) !== null);
  const forward = useTrail((trail) => reachable(1, trail) !== null);
  return { back, forward };
};

/** Keeps the trail of this window from now on. */
export function startTrail(): () => void {
  record('new');
  const stops = [
    useNavigation.subscribe(({ reachedBy }) => record(reachedBy)),
    useAllConnections.subscribe(() => record(moving ? 'trail' : 'new')),
    useShownSearch.subscribe(() => record('trail')),
    useShownSection.subscribe(() => record('trail')),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
