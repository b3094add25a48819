import { isAddress } from '../../../src-preload/shared/addresses.ts';

/** The start of a list says what it is. */
const lookedAt = 20_000;

/** Whether a list has e-mail addresses, so that it is probably one of people. */
export const hasAddresses = (text: string): boolean =>
  text
    .slice(0, lookedAt)
    .split(/[\s,;<>"'()[\]{}]+/)
    .some(isAddress);
