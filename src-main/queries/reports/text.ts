import { formatNumber, plural } from '../../../src-preload/shared/format/numbers.ts';
import { plainError } from '../../base/errors.ts';
import { refreshAnd } from '../text.ts';

/** What must be known to read an export rightly. */
export const noteText = {
  misunderstood: (problem: string) => `Part of the search isn’t understood and matches nothing: ${problem}`,
  coverage: (fresh: number, others: number) =>
    `Based on ${plural(fresh, 'list')} refreshed in the last hour. Older, hidden and unfetched lists (${formatNumber(others)}) aren’t proof that something is missing.`,
  hiddenCopies: (copies: number) =>
    `${plural(copies, 'copy', 'copies')} hidden because of age ${copies === 1 ? 'is' : 'are'} left out.`,
  rolesOfToday: 'Roles are shown with their current names.',
  observedBetween:
    'Changes seen at a refresh happened between “Not before” and “When”. Who made them isn’t known.',
  observedLeftOut: (reason: string) => `${reason} What was seen there is left out.`,
  copiesLeftOut: (copies: number) =>
    `What was seen in ${plural(copies, 'hidden copy', 'hidden copies')} is left out because ${copies === 1 ? 'it hasn’t' : 'they haven’t'} been refreshed recently.`,
};

/** Why a list whose copy is too old to be shown isn't exported, and what to do. */
export const notExported = (reason: string) => plainError('not-found', reason, refreshAnd('export again'));
