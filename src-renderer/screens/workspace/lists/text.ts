import { capitalised } from '../../../lib/names.ts';
import { formatNumber, plural } from '../../../../src-preload/shared/format/numbers.ts';

/* Sentences that all lists of a place share. */

export const unavailableTitle = 'Your sign-in can’t view this list';

/** `what`: "members", "API keys". */
export const notFetchedTitle = (what: string): string => `${capitalised(what)} haven’t been fetched yet`;

export const notFetchedText = 'They’ll appear here after the first refresh.';

export const hiddenExportText = 'This list is hidden because it’s out of date. Refresh it to export.';

export const notFetchedExportText = (what: string): string =>
  `${capitalised(what)} haven’t been fetched yet. Refresh the list to export them.`;

/** "None of the 47 members match “zzz”." */
export const noMatchText = (what: string, query: string): string => `None of the ${what} match “${query}”.`;

/** Over a list that belongs to another place than the one on screen; `one`: "organization". */
export const listOwnerTitle = (one: string, name: string): string =>
  one === 'account' ? 'This list belongs to your account' : `This list belongs to the ${one} ${name}`;

export const listOwnerText = (one: string): string => `Changes you make here apply to the whole ${one}.`;

/** For an entry of the inventory that was recorded by mistake. */
export const removeEntryText = (product: string): string =>
  `Use this for entries added by mistake. Nothing changes in ${product}.`;

export const keepHistoryText =
  'If you removed something there, mark that change as done instead to keep its history.';

export const entryRemovedText = (name: string): string => `${name} was removed from the inventory.`;

/** Of an invitation whose second step, the role, is still open. `email`: where it is one person. */
export const roleNotSetText = (email: string | null, count: number): string =>
  email === null
    ? `${formatNumber(count)} people have been invited, but their roles aren’t set yet.`
    : `${email} has been invited, but their role isn’t set yet.`;

export const changesLeftText = (left: number, all: number): string =>
  `${formatNumber(left)} of ${plural(all, 'change')} ${all === 1 ? 'isn’t' : 'aren’t'} done yet.`;
