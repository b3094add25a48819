import { closeDialog, useDialogs } from '../../stores/dialogs.ts';
import { RespondToInvitationDialog } from './invitations/RespondToInvitationDialog.tsx';
import { CreateOrganizationDialog } from './create/CreateOrganizationDialog.tsx';
import { ProvisionDialog } from './create/ProvisionDialog.tsx';

/** Dialogs that prepare a plan and can be opened from anywhere; mounted once, with the plans' own. */
export function DialogHost() {
  const dialog = useDialogs((state) => state.dialog);
  switch (dialog.type) {
    case 'none':
      return null;
    case 'provision':
      return <ProvisionDialog {...dialog} onClose={closeDialog} />;
    case 'create-organization':
      return <CreateOrganizationDialog connectionId={dialog.connectionId} onClose={closeDialog} />;
    case 'answer-invitation':
      return <RespondToInvitationDialog connectionId={dialog.connectionId} onClose={closeDialog} />;
  }
}
