import { isolated } from '../../../../src-preload/shared/shown-text.ts';

/* Sentences of the Roles tab and its dialogs. */

/** `one`: "workspace", "account". */
export const noRolesText = (one: string): string =>
  one === 'account'
    ? 'Accounts don’t have roles. Everything in yours belongs to you.'
    : `This ${one} doesn’t have roles. Everything in it belongs to you.`;

export const rolesAfterJoiningText = 'Invitations don’t include a role. Set roles after people join.';

export const chooseDifferentText = 'Choose two different roles to compare.';
export const nothingExtraText = 'No additional permissions.';

/** How far two roles agree; `undocumented`: the actions that the sources don't mention. */
export const comparisonText = (same: number, all: number, undocumented: readonly string[]): string =>
  [
    `${same} of ${all} actions are the same for both.`,
    ...(undocumented.length === 0 ? [] : [`Not documented: ${undocumented.join(', ')}.`]),
  ].join(' ');

export const choosePermissionsLaterText = 'You’ll choose its permissions after creating it.';
export const nameTakenText = (label: string): string => `A role named “${isolated(label)}” already exists`;

export const replacesAllText = 'Saving replaces all of the role’s permissions.';
export const unreportedTitle = 'Current permissions aren’t reported';
export const unreportedText = 'Any permission that isn’t selected here is removed when you save.';
export const unknownCodeText = 'Unknown to Steward, kept as is';
export const addedCodeText = 'Added by you';
export const noCodesText = 'No permissions are known yet.';
export const otherCodeHint = 'For permissions this version of Steward doesn’t know.';
