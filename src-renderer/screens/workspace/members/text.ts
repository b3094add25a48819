import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { listText } from '../../../../src-preload/shared/format/lists.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';

/* Sentences of the Members tab and its dialogs. */

/** `one`: "workspace". `addedManually`: the roster is recorded by the admin. */
export const noMembersText = (one: string, addedManually: boolean): string =>
  addedManually ? `No members have been added to this ${one} yet.` : `This ${one} has no members yet.`;

export const emailNotReportedText = 'The server doesn’t report members’ e-mail addresses.';

export const notAssignableText = 'This role can’t be assigned. It’s passed on when ownership is transferred.';

export const alreadyHasRoleText = 'This is already their role.';
export const allHaveRoleText = 'They all have this role already.';
export const skipsUnchangedText = 'Members who already have this role are skipped.';

export const countingText = 'Matching members are still being counted.';
/** After the reason why they are too many for one plan. */
export const narrowSearchText = 'Narrow the search and make the change in parts.';

/** Of someone who joined with another role than the admin chose for them. */
export const plannedRoleText = (planned: string, current: string): string =>
  `Planned role: ${planned}. Current role: ${current}.`;

export const moreJoinedTitle = (count: number): string =>
  `${plural(count, 'more person', 'more people')} joined without their planned role`;

/** "2 Super Administrators also have access to this workspace without being members: Ana and Ben." */
export function inheritedAccessText({
  roleLabel,
  names,
  count,
  complete,
}: NonNullable<WorkspaceDetail['inheritedAccess']>): string {
  if (count === 0) {
    return complete
      ? `No ${roleLabel} has access to this workspace without being a member.`
      : `The organization’s ${roleLabel}s also have access to this workspace. They haven’t all been fetched yet.`;
  }
  const who = plural(count, roleLabel);
  const access =
    count === 1
      ? 'also has access to this workspace without being a member'
      : 'also have access to this workspace without being members';
  const named = names.length === 0 ? '' : `: ${listText(names, 6, count)}`;
  return complete
    ? `${who} ${access}${named}.`
    : `At least ${who} ${access}${named}. There may be more, because the organization’s member list is incomplete.`;
}

export const selectMemberText = 'Select a member in the list first.';
