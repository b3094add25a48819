import { create } from 'zustand';
import type { Place } from '../../src-preload/contract/app.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';

export type Tab = Place['tab'];
/** `start`: the list of a connection's places to choose from. `everywhere`: all connections at once. */
export type Screen = 'welcome' | 'start' | 'workspace' | 'settings' | 'history' | 'everywhere';

interface Where {
  connectionId: string | null;
  workspaceId: string | null;
  tab: Tab;
  screen: Screen;
}

interface NavigationStore extends Where {
  go: (to: Partial<Where>) => void;
}

type Ahead = (place: WorkspaceRef & { tab: Tab }, patience: number) => Promise<() => void>;
let readAhead: Ahead | null = null;
/** So long (ms) the place before stays on screen for the next one; at the start there is nothing before. */
const patience = { between: 120, atStart: 1000 };
/** Counts the ways to another place: only the newest one arrives. */
let way = 0;

// Where the user was on each connection, so that switching back lands there.
const lastWorkspace = new Map<string, string>();
let saving: ReturnType<typeof setTimeout> | null = null;

function keep() {
  const { connectionId, workspaceId, tab } = useNavigation.getState();
  if (saving !== null) clearTimeout(saving);
  // Walking through a list with the arrows must not write at every step.
  saving = setTimeout(() => {
    saving = null;
    void window.steward.app.setPlace({ connectionId, workspaceId, tab });
  }, 250);
}

/**
 * Where the user is. `go` to another connection without a workspace returns to the one last open there. The way to another place
 * ends when what it shows first was read, or that takes too long.
 */
export const useNavigation = create<NavigationStore>((set, get) => ({
  connectionId: null,
  workspaceId: null,
  tab: 'members',
  screen: 'workspace',
  go: (to) => {
    const from = get();
    const connectionId = to.connectionId === undefined ? from.connectionId : to.connectionId;
    const moved = connectionId !== from.connectionId;
    const workspaceId =
      to.workspaceId !== undefined
        ? to.workspaceId
        : moved
          ? connectionId === null
            ? null
            : (lastWorkspace.get(connectionId) ?? null)
          : from.workspaceId;
    if (connectionId !== null && workspaceId !== null) lastWorkspace.set(connectionId, workspaceId);
    const next = { ...to, connectionId, workspaceId };
    const elsewhere = moved || workspaceId !== from.workspaceId;
    if (elsewhere) way += 1;
    if (!elsewhere || connectionId === null || workspaceId === null || readAhead === null) {
      set(next);
      keep();
      return;
    }
    const mine = way;
    void readAhead({ connectionId, workspaceId, tab: to.tab ?? from.tab }, patience.between).then((show) => {
      if (mine !== way) return;
      show();
      set(next);
      keep();
    });
  },
}));

/** Restores the place of the last run. `ahead` reads what a place shows before it is gone to. */
export async function startNavigation(ahead?: Ahead): Promise<void> {
  readAhead = ahead ?? readAhead;
  const read = await window.steward.app.place({});
  if (!read.ok) return;
  const { connectionId, workspaceId, tab } = read.value;
  if (connectionId !== null && workspaceId !== null) lastWorkspace.set(connectionId, workspaceId);
  // Later, after an unlocking, the shell is there already and would go elsewhere in the meantime.
  if (connectionId !== null && workspaceId !== null && ahead !== undefined)
    (await ahead({ connectionId, workspaceId, tab }, patience.atStart))();
  // Whoever was on a way elsewhere is called back.
  way += 1;
  useNavigation.setState({ connectionId, workspaceId, tab });
  // What is on screen is refreshed more often, and the main process learns of it by being told the place.
  if (connectionId !== null) keep();
}
