import { create } from 'zustand';

/** Dialogs of this connection that are opened from several places: the list of workspaces, a place's settings. */
export type OpenDialog =
  | { type: 'none' }
  | { type: 'provision'; connectionId: string; organizationId: string | null }
  | { type: 'create-organization'; connectionId: string }
  | { type: 'answer-invitation'; connectionId: string };

export const useDialogs = create<{ dialog: OpenDialog }>()(() => ({ dialog: { type: 'none' } }));

const open = (dialog: OpenDialog) => useDialogs.setState({ dialog });

/** Many workspaces from a list; the organization is chosen in the dialog where it isn't given. */
export const openProvision = (connectionId: string, organizationId: string | null = null) =>
  open({ type: 'provision', connectionId, organizationId });
export const openCreateOrganization = (connectionId: string) =>
  open({ type: 'create-organization', connectionId });
/** Accepts or declines an invitation that came to oneself, by its id. */
export const openAnswerInvitation = (connectionId: string) =>
  open({ type: 'answer-invitation', connectionId });
export const closeDialog = () => open({ type: 'none' });
