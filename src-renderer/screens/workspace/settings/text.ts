import type { SystemFacts } from '../../../../src-preload/contract/system.ts';

/* Sentences of the Settings tab and its dialogs. */

export const noChangesText = 'No changes to save.';
export const enterNameText = 'Enter a name.';

export const urlNotReportedText = 'The server doesn’t report a URL.';
export const refreshPageHint = 'Open this page so the instance picks up role changes and removals.';

export const cloneHint = 'Create a new workspace from this one, with or without its members and settings.';
export const originalUnchangedText = 'The original isn’t changed.';
export const enterCopyNameText = 'Enter a name for the copy.';

/** `elsewhere`: the organization decides who has access. */
export function copyMembersHint(copied: boolean, elsewhere: boolean): string {
  if (copied) {
    return elsewhere
      ? 'The server is asked to copy them. The organization still decides who has access.'
      : 'All members are added to the copy with the same roles.';
  }
  return elsewhere
    ? 'No members are copied. Everyone in the organization still has access.'
    : 'You’ll be the only member at first.';
}

export const copySettingsHint = (copied: boolean): string =>
  copied
    ? 'The copy starts with the current settings. Later changes aren’t shared.'
    : 'The copy starts with the settings of a new workspace.';

export const favouriteHint = 'Keeps it at the top of your list.';
export const hiddenHint = 'Hides it from your list. You can show hidden workspaces there.';
export const noteHint = 'Only for you. Saved when you leave the field.';

/** After the hint of a setting that the server has no value for. */
export const notSetText = 'Currently not set.';
export const serverValueLabel = (value: string): string => `${value} (current value)`;
export const settingsNotFetchedText = 'Settings haven’t been fetched yet. Refresh to load them.';
export const settingsNotReportedText = 'The server doesn’t report settings.';
export const jsonHint = 'Settings you leave out are removed on the server.';

export const createManyHint = 'Paste or open a list. You’ll review every row before anything is sent.';
export const newOrganizationHint = 'A separate organization with its own people and workspaces.';

export const sharedText =
  'These settings are shared: a change applies to all members. Your own favourites and hidden workspaces stay on this device.';
export const approvalsHint = 'When on, an Approver or Owner must approve changes before they’re applied.';
export const serverFavouriteHint = 'The star on the system’s web page, shared with all members.';
export const serverHiddenHint = 'Hides it on the system’s web page for all members.';
export const alreadyDefaultText = 'This is already the default.';

/** `shared`: the default is the same for all members. */
export function defaultHint(shared: boolean, already: boolean): string {
  if (shared) {
    return already
      ? 'This is the default workspace for all members.'
      : 'Makes this the default workspace for all members.';
  }
  return already
    ? 'This is the workspace you start in.'
    : 'The workspace you start in. Other members aren’t affected.';
}

export const deleteHint =
  'Deletes it for all members. You’ll see what’s deleted and what stays before you confirm.';
export const cannotDeleteText = 'Steward can’t delete this organization.';

/** `tokens`: what stays the admin's after leaving, null where the system has none. */
export function leaveHint(verb: SystemFacts['joining']['verb'], tokens: string | null): string {
  const rejoin =
    verb === 'invite'
      ? 'To rejoin, you’ll need a new invitation.'
      : 'To rejoin, you’ll need to be added again.';
  return tokens === null ? rejoin : `${rejoin} Your ${tokens} aren’t affected.`;
}

export const transferHint = 'Another member becomes the owner. Only they can transfer it back.';
export const transferBackText = 'Only the new owner can transfer it back.';
export const chooseOwnerText = 'Choose the new owner first.';

export const removeFromInventoryHint = (one: string): string =>
  `Removes this ${one} and everything recorded for it from Steward. The actual ${one} isn’t changed.`;
