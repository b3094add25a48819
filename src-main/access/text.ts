import type { StaleCopy } from '../../src-preload/contract/freshness.ts';
import { formatDate } from '../../src-preload/shared/format/dates.ts';
import type { PlaceList } from '../base/lists.ts';

/** The rule on the last owner. `owner`: what an owner is called there ("owner", "admin"). */
export const onlyOwner = {
  keepsRole: (owner: string) =>
    `You can’t change the role of the only ${owner}. Make another member ${owner} first.`,
  stays: (owner: string) => `You can’t remove the only ${owner}. Make another member ${owner} first.`,
  cannotLeave: (owner: string) => `You’re the only ${owner}. Make another member ${owner} before you leave.`,
  named: (name: string, owner: string) => `${name} is the only ${owner}. Make another member ${owner} first.`,
};

/** Where roles aren't reported, so that the last owner can't be told from the others. */
export const lastOwnerUnknown = {
  sentence: (owner: string) =>
    `The server doesn’t report every member’s role, so Steward can’t tell whether another ${owner} stays. Refresh the members first.`,
};

export const roleNotReported = 'Not reported';

export const leaveInstead = 'This is you. Use Leave in the workspace’s settings.';
export const roleNotGiven = (role: string) => `${role} can’t be assigned here.`;

/** Why a place has no such list of its own. `organization`: the name of the one that has it, or null where it is another place. */
export const keptElsewhere = (list: PlaceList, place: string, organization: string | null) =>
  organization === null
    ? `${place} has no ${list} of its own. They’re kept elsewhere in this connection.`
    : `${place} uses the ${list} of its organization, ${organization}.`;

/** "Hidden because it hasn’t been refreshed since 3 Sep 2026." */
export const staleCopyText = ({ since }: StaleCopy) =>
  `Hidden because it hasn’t been refreshed since ${formatDate(since)}.`;

/** Why a person may do something in a place, or may not. */
export const permissionsText = {
  roleOf: (role: string, place: string) => `${role} in ${place}`,
  reachesAll: (role: string, organization: string) =>
    `${role} of the organization, with access to every workspace of ${organization}`,
  notMember: 'Not a member of this workspace',
  notAs: (because: string) => `Not as ${because}`,
  notDocumented: (because: string) => `Not documented for ${because}`,
  noRole: 'Requires a role here',
};

/** Why a place or a connection can't be asked about. */
export const goneText = {
  connection: 'This connection was removed.',
  chooseConnection: 'Choose another one.',
  place: 'This workspace is no longer in your list.',
  choosePlace: 'Choose another one, or refresh.',
};
