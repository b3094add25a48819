import type { ListName } from '../../src-preload/contract/freshness.ts';
import { formatNumber, plural } from '../../src-preload/shared/format/numbers.ts';
import type { Doubt } from './plausibility.ts';

const things: Readonly<Record<ListName, string>> = {
  workspaces: 'workspaces',
  members: 'members',
  invitations: 'invitations',
  tokens: 'tokens',
  roles: 'roles',
  details: 'details',
};

const counted = (count: number, list: ListName): string => plural(count, things[list].replace(/s$/, ''));

/** Why a list that was fetched isn't shown yet. */
export function doubtText({ kind, list, was, is }: Doubt): string {
  switch (kind) {
    case 'contradictory':
      return `The server’s list of ${things[list]} contradicts itself, so the last copy stays.`;
    case 'unreadable':
      return `Most of the server’s ${things[list]} can’t be read, so the last copy stays.`;
    case 'empty':
      return `The server now reports no ${things[list]} instead of ${formatNumber(was)}. The last copy stays until that’s confirmed.`;
    case 'without-me':
      return `The server’s list of ${things[list]} no longer includes you. The last copy stays until that’s confirmed.`;
    case 'other-place':
      return `The server now reports entirely different ${things[list]}. The last copy stays until that’s confirmed.`;
    case 'shrunk':
      return `The server now reports ${counted(is, list)} instead of ${formatNumber(was)}. The last copy stays until that’s confirmed.`;
  }
}

export const waitText = 'Steward asks again soon and shows the new list once several answers agree.';

export const refreshText = {
  stopped: { sentence: 'The refresh was stopped.', nextStep: 'Refresh again when you need it.' },
  nothingAsked: 'The server wasn’t asked.',
};
