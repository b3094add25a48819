import { create } from 'zustand';

/** Where the add dialog starts: the vendor's address, or an empty field. */
export type AddStart = { from: 'managed' | 'address'; address?: string };

/** The one thing that lies over the shell. Plans have their own host. */
export type Surface =
  | { type: 'none' }
  | { type: 'add-connection'; start: AddStart }
  | { type: 'connection-settings'; connectionId: string }
  | { type: 'sign-in-again'; connectionId: string }
  | { type: 'remove-connection'; connectionId: string }
  | { type: 'create-workspace'; connectionId: string }
  | { type: 'workspace-note'; connectionId: string; workspaceId: string }
  | { type: 'palette' }
  | { type: 'shortcuts' };

interface SurfaceStore {
  surface: Surface;
}

export const useSurface = create<SurfaceStore>(() => ({ surface: { type: 'none' } }));
export const show = (surface: Surface) => useSurface.setState({ surface });
export const hide = () => useSurface.setState({ surface: { type: 'none' } });
