import { quoted } from '../base/quoted.ts';

/** Why there are no members of an organization to pick from. */
export const candidatesText = {
  notFromOrganization: 'Members aren’t picked from an organization here.',
  stale: (organization: string, reason: string) => `${organization}: ${reason} Refresh it.`,
  neverFetched: (organization: string) =>
    `The members of ${organization} haven’t been fetched yet. Refresh it to pick from them.`,
};

export const refreshAnd = (next: string) => `Refresh it, or show it anyway, and ${next}.`;

/** Why a search or a selection can't become a plan. */
export const selectionText = {
  notPlanned: 'Nothing was planned.',
  misunderstood: (problem: string) =>
    `Part of the search isn’t understood and would select more than you meant: ${problem}`,
  correctSearch: 'Correct the search, then select again.',
  narrow: 'Narrow the search and work in parts.',
  noneLeft: 'No members are selected anymore.',
  roleAlready: 'All of them already have this role.',
};

/** What is stored on this device, in the storage overview. */
export const storageText = {
  inMemory: 'Nothing is kept after you quit. The working copy is encrypted with a key held only in memory.',
  onDisk: 'The databases are encrypted (AES-256). Their keys are in the vault.',
};

/** What "Erase now" leaves. `signedIn`: refreshes go on. */
export function erasedText(signedIn: boolean, receipts: boolean, inventory: boolean): string {
  return [
    'The offline copies and the history are erased.',
    receipts ? 'The receipts are erased too.' : 'Receipts stay, and name the people they’re about.',
    ...(inventory ? ['What you entered manually stays.'] : []),
    signedIn
      ? 'The copies come back with the next refresh, unless you sign out.'
      : 'They come back when you sign in and refresh.',
  ].join(' ');
}

export const viewText = {
  nameTaken: (name: string) => `A view named ${quoted(name)} already exists.`,
  otherName: 'Choose another name, or overwrite that view.',
  tooMany: (most: number) => `You already have ${most} views.`,
  deleteOne: 'Delete one you no longer use.',
};
