import { create } from 'zustand';
import type { ProviderId } from '../../src-preload/contract/refs.ts';

/** Where the add dialog starts: the vendor's address, or an empty field; a system chosen already, or none. */
export type AddStart = { from: 'managed' | 'address'; address?: string; provider?: ProviderId };

/** The one thing that lies over the shell. Plans have their own host. */
export type Surface =
  | { type: 'none' }
  | { type: 'add-connection'; start: AddStart }
  | { type: 'connection-settings'; connectionId: string }
  | { type: 'sign-in-again'; connectionId: string }
  | { type: 'remove-connection'; connectionId: string }
  | { type: 'create-workspace'; connectionId: string }
  | { type: 'inventory'; connectionId: string }
  | { type: 'workspace-note'; connectionId: string; workspaceId: string }
  | { type: 'palette' }
  | { type: 'shortcuts' };

interface SurfaceStore {
  surface: Surface;
}

export const useSurface = create<SurfaceStore>(() => ({ surface: { type: 'none' } }));
export const show = (surface: Surface) => useSurface.setState({ surface });
export const hide = () => useSurface.setState({ surface: { type: 'none' } });

/** Recording what exists on a connection whose service offers nothing to ask. */
export const openInventory = (connectionId: string) => show({ type: 'inventory', connectionId });
