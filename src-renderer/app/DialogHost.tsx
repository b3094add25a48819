import { Fragment, lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useIdlePreload } from '../lib/useIdlePreload.ts';
import {
  closeDialog,
  closeReveal,
  useDialogs,
  type PageDialog,
  type UpperDialog,
} from '../stores/dialogs.ts';
import { ProxyPrompt } from './ProxyPrompt.tsx';

const loadPalette = () => import('./palette/Palette.tsx');
const Palette = lazy(loadPalette);
const loadPlans = () => import('../screens/plan/PlanHost.tsx');
const PlanHost = lazy(loadPlans);
const loadReveal = () => import('../screens/plan/TokenReveal.tsx');
const TokenReveal = lazy(loadReveal);
const ShortcutsDialog = lazy(() => import('./ShortcutsDialog.tsx'));
const ChangeVaultDialog = lazy(() => import('../screens/vault/ChangeVaultDialog.tsx'));
const RailIconDialog = lazy(() => import('./rail/RailIconDialog.tsx'));
const RailGroupDialog = lazy(() => import('./rail/RailGroupDialog.tsx'));
const NoteDialog = lazy(() => import('./NoteDialog.tsx'));
const CreateWorkspaceDialog = lazy(() => import('../screens/workspace/create/CreateWorkspaceDialog.tsx'));
const CreateOrganizationDialog = lazy(
  () => import('../screens/workspace/create/CreateOrganizationDialog.tsx'),
);
const ProvisionDialog = lazy(() => import('../screens/workspace/create/ProvisionDialog.tsx'));
const InviteListDialog = lazy(() => import('../screens/workspace/invite/InviteListDialog.tsx'));
const RespondToInvitationDialog = lazy(
  () => import('../screens/workspace/invitations/RespondToInvitationDialog.tsx'),
);
const AddConnectionDialog = lazy(() => import('../screens/connections/AddConnectionDialog.tsx'));
const UnknownServerDialog = lazy(() => import('./opened/UnknownServerDialog.tsx'));
const OpenedListDialog = lazy(() => import('./opened/OpenedListDialog.tsx'));
const SignInAgainDialog = lazy(() => import('../screens/connections/SignInAgainDialog.tsx'));
const ConnectionSettingsDialog = lazy(() => import('../screens/connections/ConnectionSettingsDialog.tsx'));
const DoubtedListDialog = lazy(() => import('../screens/connections/DoubtedListDialog.tsx'));
const RemoveConnectionDialog = lazy(() => import('../screens/connections/RemoveConnectionDialog.tsx'));
const InventoryDialog = lazy(() => import('../screens/inventory/InventoryDialog.tsx'));
const PersonHistoryDialog = lazy(() => import('../screens/history/PersonHistoryDialog.tsx'));

/** What opens by a key or at a change is there before it is needed, and not before the first screen. */
const preload = () => Promise.all([loadPalette(), loadPlans(), loadReveal()]);

/** Draws everything that opens over the page; mounted once. */
export function DialogHost() {
  const { page, opened, upper } = useDialogs();
  useForgottenReveals();
  useIdlePreload(preload);
  // A secret that waits to be stored comes before the plan that made it.
  const top = upper.find(({ type }) => type === 'token-reveal') ?? upper[0];
  return (
    <>
      <Suspense fallback={null}>
        {page === null ? null : <Fragment key={opened}>{pageDialog(page)}</Fragment>}
      </Suspense>
      <Suspense fallback={null}>{top === undefined ? null : upperDialog(top)}</Suspense>
      <ProxyPrompt />
    </>
  );
}

function pageDialog(dialog: PageDialog): ReactNode {
  switch (dialog.type) {
    case 'palette':
      return <Palette />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'change-vault':
      return <ChangeVaultDialog />;
    case 'rail-icon':
      return <RailIconDialog connectionId={dialog.connectionId} />;
    case 'rail-group':
      return <RailGroupDialog {...dialog} />;
    case 'add-connection':
      return <AddConnectionDialog start={dialog.start} />;
    case 'unknown-server':
      return <UnknownServerDialog server={dialog.server} onAdd={dialog.onAdd} />;
    case 'opened-list':
      return <OpenedListDialog name={dialog.name} text={dialog.text} />;
    case 'connection-settings':
      return <ConnectionSettingsDialog connectionId={dialog.connectionId} />;
    case 'sign-in-again':
      return <SignInAgainDialog connectionId={dialog.connectionId} />;
    case 'remove-connection':
      return <RemoveConnectionDialog connectionId={dialog.connectionId} />;
    case 'doubted-list':
      return <DoubtedListDialog {...dialog} />;
    case 'create-workspace':
      return <CreateWorkspaceDialog connectionId={dialog.connectionId} onClose={closeDialog} />;
    case 'create-organization':
      return <CreateOrganizationDialog connectionId={dialog.connectionId} onClose={closeDialog} />;
    case 'provision':
      return <ProvisionDialog {...dialog} onClose={closeDialog} />;
    case 'invite-list':
      return <InviteListDialog {...dialog} onClose={closeDialog} />;
    case 'respond-to-invitation':
      return <RespondToInvitationDialog connectionId={dialog.connectionId} onClose={closeDialog} />;
    case 'inventory':
      return <InventoryDialog {...dialog} onClose={closeDialog} />;
    case 'workspace-note':
      return <NoteDialog {...dialog} />;
    case 'person-history':
      return <PersonHistoryDialog person={dialog.person} onClose={closeDialog} />;
  }
}

function upperDialog(dialog: UpperDialog): ReactNode {
  switch (dialog.type) {
    case 'plan':
      return <PlanHost />;
    case 'token-reveal':
      return <TokenReveal key={dialog.reveal.revealId} reveal={dialog.reveal} />;
  }
}

/** A reload of the window must not leave secrets waiting in the main process. */
function useForgottenReveals() {
  useEffect(
    () => () => {
      for (const dialog of useDialogs.getState().upper) {
        if (dialog.type === 'token-reveal') closeReveal(dialog.reveal.revealId);
      }
    },
    [],
  );
}
