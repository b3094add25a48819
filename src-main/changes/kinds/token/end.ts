import type { Check, Identity } from '../../../../src-preload/contract/plan.ts';
import { knownValue } from '../../../../src-preload/shared/known.ts';
import { listsOf, type ChangeContext } from '../../context.ts';
import { ask, block, warn } from '../check.ts';
import { goneFrom, yesIf } from '../creation.ts';
import { idMark } from '../history-mark.ts';
import { identityOfToken } from '../identity.ts';
import { defineKind, type PlanPosition, type SecondStep } from '../kind.ts';
import { must, readBackFrom } from '../lists.ts';
import { inOwnPlace } from '../target.ts';
import { replacedBy } from './rotation.ts';
import { tokenImage, tokenOf } from './shared.ts';
import { deleteText, revokeText, tokenText } from './text.ts';

type End = 'token.revoke' | 'token.delete';
type Ending = ChangeContext<End>;

const secondStep: SecondStep<Ending['request']> = {
  after: 'token.create',
  title: ({ request, facts }) => tokenText.rotate(facts, request.name),
  verb: tokenText.rotateVerb,
};

const ending = {
  ...inOwnPlace,
  op: 'remove',
  confirmation: 'review',
  changes: 'tokens',
  needs: (context: Ending) => must(context, 'tokens'),
  readBackLists: () => readBackFrom('tokens'),
  preImage: tokenImage,
  inputChecks: () => [],
  checks: replacementChecks,
  accessChecks(context: Ending): Check[] {
    const reason = tokenOf(context)?.refusal ?? null;
    return reason === null ? [] : [block('not-allowed', reason)];
  },
  inverse: () => null,
  ends(context: Ending): Identity | null {
    const token = tokenOf(context);
    return token ? identityOfToken(token) : null;
  },
  secondStep,
  afterPause: ({ facts }: Ending) => tokenText.afterPause(facts),
} as const;

export const revoke = defineKind<'token.revoke', 'token'>('token', {
  ...ending,
  simulate(context) {
    const token = tokenOf(context);
    if (token) listsOf(context).tokens.set(token.id, { ...token, revokedAt: knownValue(context.now) });
  },
  verify(context) {
    const token = tokenOf(context);
    return token
      ? yesIf(token.revokedAt.state === 'known')
      : goneFrom(listsOf(context).freshness('tokens'), false);
  },
  moved: ({ facts }, before, now) => tokenText.moved(facts, before, now),
  historyMark: ({ tokenId }) => idMark(['token.revoked', 'token.gone'], tokenId),
  text: revokeText,
});

export const remove = defineKind<'token.delete', 'token'>('token', {
  ...ending,
  simulate: (context) => void listsOf(context).tokens.delete(context.request.tokenId),
  verify: (context) => goneFrom(listsOf(context).freshness('tokens'), tokenOf(context) !== undefined),
  moved: ({ facts }, before, now) => tokenText.moved(facts, before, now),
  // A revoked one stays in the list, as revoked.
  takesOut: ({ workspaceId, tokenId: id }) => ({ list: 'tokens', workspaceId, id }),
  historyMark: ({ tokenId }) => idMark(['token.gone'], tokenId),
  text: deleteText,
});

/** Ending the new token of a rotation breaks what uses it by now. */
function replacementChecks(context: Ending, { isSecondStep, madeHere }: PlanPosition): Check[] {
  // The end of the old one within a rotation is what the new one was created for.
  const replaced = isSecondStep ? null : replacedBy(context, madeHere);
  if (replaced === null) return [];
  const text = tokenText.replaces(context.request.name, replaced.name, replaced.gone);
  // While the old one works the rotation is half way: some of what used it may have the new one already.
  return [replaced.gone ? warn('replaces-token', text) : ask('replaces-token', text)];
}
