import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import { formatNumber, plural } from '../../../../src-preload/shared/format/numbers.ts';

/* Sentences of inviting and adding people. */

/** What the admin can expect after sending. `one`: "workspace". */
export function afterwardsText(
  { joining, guided }: Pick<SystemFacts, 'joining' | 'guided'>,
  product: string,
  one: string,
): string {
  if (guided) return `Nothing is sent. You’ll get step-by-step instructions for ${product}.`;
  return joining.verb === 'add'
    ? `They’ll have access to the ${one} right away.`
    : `Each person gets an e-mail from ${product}.`;
}

export const selectSomeoneText = 'Select at least one person.';
export const enterAddressText = 'Enter at least one e-mail address.';
export const separatorsText = 'Separate addresses with commas, spaces or new lines.';
export const messageHint = 'Optional. Sent with the invitation.';

/** `addresses`: "1 duplicate address". */
export const duplicatesText = (addresses: string): string => `${addresses} removed.`;

/** `addresses`: "2 addresses". */
export const blockedText = (addresses: string, count: number, adds: boolean): string =>
  `${addresses} can’t be ${adds ? 'added' : 'invited'}. Remove ${count === 1 ? 'it' : 'them'} first.`;

export const moreAddressesText = (count: number): string =>
  `and ${formatNumber(count)} more, checked in the review`;

/** Told to screen readers once the addresses were checked. */
export const checkedAddressesText = (count: number, problems: number): string =>
  problems === 0
    ? `${plural(count, 'address', 'addresses')} found.`
    : `${plural(count, 'address', 'addresses')} found. ${formatNumber(problems)} ${problems === 1 ? 'needs' : 'need'} attention.`;

type Days = NonNullable<SystemFacts['joining']['days']>;
export const daysHint = ({ min, max }: Days): string => `Between ${min} and ${max} days.`;
export const daysProblemText = ({ min, max }: Days): string => `Enter a whole number from ${min} to ${max}.`;

export const noCandidatesText = 'Everyone in the organization is already in this workspace.';
export const noCandidateMatchesText = 'No results. People already in this workspace aren’t listed.';

/** How the role comes about. `chosen`: the role that is set in a second step, if any. */
export function roleHint(
  how: SystemFacts['joining']['role'],
  product: string,
  lowest = 'the lowest role',
  chosen?: string,
): string | undefined {
  switch (how) {
    case 'carried':
      return undefined;
    case 'second-step':
      return chosen === undefined
        ? `${product} invites everyone as ${lowest}.`
        : `${product} invites people as ${lowest}. Steward then changes their role to ${chosen}.`;
    case 'after-join':
      return 'Invitations don’t include a role. Steward reminds you to set it when they join.';
  }
}

export const decideLaterHint = 'They keep the role they join with.';

/** Addresses that need no invitation. */
export const alreadyMembersText = (count: number): string =>
  count === 1 ? '1 is already a member' : `${count} are already members`;

/** Sentences of inviting people from a list. */
export const inviteListText = {
  title: (verb: string) => `${verb} people from a list`,
  about: (connection: string) => `On ${connection}. You’ll review the list before anything is sent.`,
  hint: 'One address per line, CSV with a header (email, name, role), or JSON like [{"email": "…", "role": "…"}].',
  noWorkspace: 'Choose a workspace first.',
  missing: 'Paste or open a list first.',
  reading: 'The list is still being read.',
  noneUsable: 'None of the rows can be used.',
  others: 'Role for rows without one',
  ignored: (headers: readonly string[]) =>
    `Columns that aren’t used: ${headers.map((header) => `“${header}”`).join(', ')}.`,
  /** `rows`: "4 rows"; `skipped`: "1 row". */
  some: (good: number, rows: string, skipped: string) =>
    `${formatNumber(good)} of ${rows} can be used. ${skipped} will be skipped.`,
  asOthers: 'As chosen above',
};
