import { create } from 'zustand';
import type { Place } from '../../src-preload/contract/app.ts';

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

/** Where the user is. `go` to another connection without a workspace returns to the one last open there. */
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
    set({ ...to, connectionId, workspaceId });
    keep();
  },
}));

/** Restores the place of the last run. */
export async function startNavigation(): Promise<void> {
  const read = await window.steward.app.place({});
  if (!read.ok) return;
  const { connectionId, workspaceId, tab } = read.value;
  if (connectionId !== null && workspaceId !== null) lastWorkspace.set(connectionId, workspaceId);
  useNavigation.setState({ connectionId, workspaceId, tab });
  // What is on screen is refreshed more often, and the main process learns of it by being told the place.
  if (connectionId !== null) keep();
}
