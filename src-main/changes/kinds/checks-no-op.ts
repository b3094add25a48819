import type { Check } from '../../../src-preload/contract/changes.ts';
import { note, type CheckContext } from './check.ts';
import { verify } from './verify.ts';
import { takePreImage } from './take-pre-image.ts';
import { noOpText } from './text-done.ts';

/** Nothing will be sent where it is so already. */
export function noOpChecks({ request, ground, teller, now }: CheckContext): Check[] {
  const before = takePreImage(ground, request, now);
  return verify(request, ground, null, teller, now) === 'yes'
    ? [note('already-so', noOpText(request, before, teller))]
    : [];
}
