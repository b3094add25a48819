import { create } from 'zustand';
import type { Place } from '../../src-preload/contract/app.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { createNewest } from '../lib/newest.ts';

export type Tab = Place['tab'];
/** `start`: the list of a connection's places to choose from. `all-connections`: the lists over all of them. */
export type Screen = 'welcome' | 'start' | 'workspace' | 'settings' | 'history' | 'all-connections';

export interface Where {
  connectionId: string | null;
  workspaceId: string | null;
  tab: Tab;
  screen: Screen;
}

/** `new`: a step of the user's. `replace`: the app itself went on from a place that isn't one to stop at. `trail`: back or forward. */
export type MoveKind = 'new' | 'replace' | 'trail';

interface NavigationStore extends Where {
  /** How the place on screen was reached. */
  reachedBy: MoveKind;
  go: (to: Partial<Where>, kind?: MoveKind) => void;
}

type Prefetch = (place: WorkspaceRef & { tab: Tab }, timeoutMs: number) => Promise<() => void>;
let prefetch: Prefetch | null = null;
/** How long the place before stays on screen for the next one; at the start there is nothing before. */
const timeoutMs = { between: 120, atStart: 1000 };
/** The move to another place that is under way. A newer one takes over, whether to a place or to another screen. */
const move = createNewest();

// Where the user was on each connection, so that switching back lands there.
const lastWorkspace = new Map<string, string>();
let saving: ReturnType<typeof setTimeout> | null = null;

function keep() {
  const { connectionId, workspaceId, tab } = useNavigation.getState();
  if (connectionId !== null && workspaceId !== null) lastWorkspace.set(connectionId, workspaceId);
  if (saving !== null) clearTimeout(saving);
  // Walking through a list with the arrows must not write at every step.
  saving = setTimeout(() => {
    saving = null;
    void window.steward.app.setPlace({ connectionId, workspaceId, tab });
  }, 250);
}

/** Keeps at once where the user is, where that is still waited with: the page is about to end. */
export async function keepPlaceNow(): Promise<void> {
  if (saving === null) return;
  clearTimeout(saving);
  saving = null;
  const { connectionId, workspaceId, tab } = useNavigation.getState();
  await window.steward.app.setPlace({ connectionId, workspaceId, tab });
}

/** The workspace that a move leads to: the one it names, else the one last open on another connection. */
function workspaceOf(to: Partial<Where>, from: Where): string | null {
  if (to.workspaceId !== undefined) return to.workspaceId;
  if (to.connectionId === undefined || to.connectionId === from.connectionId) return from.workspaceId;
  return to.connectionId === null ? null : (lastWorkspace.get(to.connectionId) ?? null);
}

/**
 * Where the user is. `go` to another connection without a workspace returns to the one last open there. A move to another place ends
 * once what it shows first was read, or when that takes too long.
 */
export const useNavigation = create<NavigationStore>((set, get) => ({
  connectionId: null,
  workspaceId: null,
  tab: 'members',
  screen: 'workspace',
  reachedBy: 'new',
  go: (to, kind = 'new') => {
    const from = get();
    const connectionId = to.connectionId === undefined ? from.connectionId : to.connectionId;
    const workspaceId = workspaceOf(to, from);
    const next = { ...to, connectionId, workspaceId, reachedBy: kind };
    const arrive = () => {
      set(next);
      keep();
    };
    // A tab alone is of the place on screen, or of the one that is coming.
    if (to.connectionId !== undefined || to.workspaceId !== undefined || to.screen !== undefined) move.stop();
    const isElsewhere = connectionId !== from.connectionId || workspaceId !== from.workspaceId;
    if (!isElsewhere || connectionId === null || workspaceId === null || prefetch === null) {
      arrive();
      return;
    }
    const signal = move.start();
    void prefetch({ connectionId, workspaceId, tab: to.tab ?? from.tab }, timeoutMs.between).then((show) => {
      if (signal.aborted) return;
      show();
      arrive();
    });
  },
}));

/**
 * Restores the place of the last run, and answers whether it could be read: while the vault is locked it can't. `prefetching` reads what
 * a place shows before the move to it ends.
 */
export async function startNavigation(prefetching?: Prefetch): Promise<boolean> {
  prefetch = prefetching ?? prefetch;
  const read = await window.steward.app.place({});
  if (!read.ok) return false;
  const { connectionId, workspaceId, tab } = read.value;
  if (connectionId !== null && workspaceId !== null && prefetch !== null)
    (await prefetch({ connectionId, workspaceId, tab }, timeoutMs.atStart))();
  move.stop();
  useNavigation.setState({ connectionId, workspaceId, tab });
  // What is on screen is refreshed more often, and the main process learns of it by being told the place.
  if (connectionId !== null) keep();
  return true;
}
