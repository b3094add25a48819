import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { isolated } from '../../../../src-preload/shared/shown-text.ts';
import type { ImportRow } from '../../../../src-preload/contract/transfer.ts';

export const exportText = {
  description: 'Addresses, labels and account names of all connections go into one file.',
  without: 'You sign in again on the other computer.',
  with: 'The whole file is encrypted. Anyone with the passphrase can use your sign-ins.',
  hint: 'At least 8 characters. Steward can’t recover it.',
  saved: 'Exported the connections',
};

export const importText = {
  locked: 'This file is protected by a passphrase.',
  review: 'Choose what to add. Connections you already have aren’t changed.',
  added: (added: number) => `Added ${plural(added, 'connection')}`,
  nothing: 'The file holds no connections.',
  none: 'Choose a connection to add.',
};

/** What becomes of a row. */
export function rowText({ state, hasSignIn, insecure }: ImportRow): string {
  switch (state.state) {
    case 'exists':
      return `You already have it as “${isolated(state.label)}”.`;
    case 'refused':
      return state.reason;
    case 'new':
      return [
        hasSignIn ? 'With its sign-in.' : 'You’ll need to sign in.',
        ...(insecure ? ['Not encrypted: anyone on the network path could read the traffic.'] : []),
      ].join(' ');
  }
}
