import { isolated } from '../../../../src-preload/shared/shown-text.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import { withArticle } from '../../../lib/names.ts';
import type { ExpiryReading } from '../../../../src-preload/contract/tokens.ts';

/* Sentences of the Tokens tab and its dialogs. */

export const noActiveText = ({ many, whose }: SystemFacts['tokens']): string =>
  `Scripts and other programs sign in with ${many}. They belong to ${whose}.`;

export const noInactiveText = (many: string): string => `Expired, revoked and disabled ${many} appear here.`;

export const outOfDateTitle = 'This list may be out of date';

export const copiedText = 'Copied. The clipboard is cleared after 60 seconds.';

export const nameHint = 'Name it after where it’s used, so you know what breaks when it’s revoked.';
export const selectScopeText = 'Select at least one scope.';

/** Why the expiry can't be used yet, or null. */
export function expiryProblemText(reading: ExpiryReading | null, confirmed: boolean): string | null {
  if (reading === null) return 'The expiry is still being checked.';
  if (reading.reading === 'refused') return reading.message;
  if (reading.caution === null || confirmed) return null;
  return reading.reading === 'never'
    ? 'Confirm above that it never expires.'
    : 'Confirm the short expiry above.';
}

/** When the value of a new token can be seen. */
export function afterwardsText({ guided, tokens }: SystemFacts, product: string): string {
  if (guided) return `You’ll create it in ${product}. Steward shows you the steps.`;
  return tokens.secret === 'once'
    ? 'You’ll see the secret once, right after it’s created.'
    : 'You’ll see the value right after it’s created, and can copy it again later.';
}

export const rotationText = (one: string, name: string): string =>
  `Steward creates a new ${one} first. Replace “${isolated(name)}” wherever it’s used, then come back to delete the old one. Both work until then.`;

/** Whose the new one will be. `former`: the owner of the old one, where that is another person. */
export const rotationOwnerText = (one: string, me: string, former: string | null): string =>
  former === null
    ? `The new ${one} will belong to you (${me}).`
    : `The new ${one} will belong to you (${me}), not to ${isolated(former)}.`;

export const testText = 'A test reads one page and changes nothing.';
export const notTestedText = 'This value hasn’t been tested yet.';
export const pasteValueText = (one: string): string => `Paste the value of the ${one} first.`;
export const storedValueHint = 'Stored in this device’s vault, for testing only. It won’t be shown again.';

/** `one`: "API key" */
export const selectTokenText = (one: string): string => `Select ${withArticle(one)} in the list first.`;
