import { lazy, Suspense } from 'react';
import { CreateWorkspaceDialog } from '../screens/workspace/create/CreateWorkspaceDialog.tsx';
import { hide, useSurface } from '../stores/surfaces.ts';
import { NoteDialog } from './NoteDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

const Palette = lazy(() => import('./Palette.tsx'));
const AddConnectionDialog = lazy(() => import('../screens/connections/AddConnectionDialog.tsx'));
const SignInAgainDialog = lazy(() => import('../screens/connections/SignInAgainDialog.tsx'));
const ConnectionSettings = lazy(() => import('../screens/connections/ConnectionSettingsDialog.tsx'));
const InventoryDialog = lazy(() => import('../screens/inventory/InventoryDialog.tsx'));
const RemoveConnection = lazy(() => import('../screens/connections/RemoveConnectionDialog.tsx'));

/** Whatever lies over the shell just now. */
export function Surfaces() {
  const surface = useSurface((state) => state.surface);
  switch (surface.type) {
    case 'none':
      return null;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'workspace-note':
      return <NoteDialog {...surface} />;
    case 'create-workspace':
      return <CreateWorkspaceDialog connectionId={surface.connectionId} onClose={hide} />;
    case 'inventory':
      return (
        <Suspense fallback={null}>
          <InventoryDialog connectionId={surface.connectionId} onClose={hide} />
        </Suspense>
      );
    case 'palette':
      return (
        <Suspense fallback={null}>
          <Palette />
        </Suspense>
      );
    case 'add-connection':
      return (
        <Suspense fallback={null}>
          <AddConnectionDialog start={surface.start} />
        </Suspense>
      );
    case 'sign-in-again':
      return (
        <Suspense fallback={null}>
          <SignInAgainDialog connectionId={surface.connectionId} />
        </Suspense>
      );
    case 'connection-settings':
      return (
        <Suspense fallback={null}>
          <ConnectionSettings connectionId={surface.connectionId} />
        </Suspense>
      );
    case 'remove-connection':
      return (
        <Suspense fallback={null}>
          <RemoveConnection connectionId={surface.connectionId} />
        </Suspense>
      );
  }
}
