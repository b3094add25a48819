import { quoted } from '../../base/quoted.ts';

export const identityText = {
  /** `isReported`: what the server says now is another value, and not nothing. */
  differs: (name: string, what: string, isReported: boolean) =>
    `Steward can’t confirm that ${quoted(name)} is still the same: its ${what} ${
      isReported ? 'has changed' : 'is no longer reported'
    }.`,
};
