import type { Check } from '../../src-preload/contract/changes.ts';
import { note, type CheckContext } from './check.ts';
import { isSatisfied } from './satisfied.ts';
import { takePreImage } from './take-pre-image.ts';
import { alreadySoWords } from './words-done.ts';

/** Nothing will be sent where it is so already. */
export function alreadySo({ request, ground, teller, now }: CheckContext): Check[] {
  const before = takePreImage(ground, request, now);
  return isSatisfied(request, ground, null, teller, now) === 'yes'
    ? [note('already-so', alreadySoWords(request, before, teller))]
    : [];
}
