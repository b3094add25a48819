import { formatDateTime } from '../../../../src-preload/shared/format/dates.ts';
import { hour } from '../../../../src-preload/shared/units.ts';
import { knownValue, none, valueOr } from '../../../../src-preload/shared/known.ts';
import type { Check } from '../../../../src-preload/contract/plan.ts';
import { caseless } from '../../../../src-preload/shared/normalize.ts';
import { plainError } from '../../../base/errors.ts';
import { listsOf, type ChangeContext, offers } from '../../context.ts';
import { isActiveToken } from '../../snapshot/find.ts';
import { ask, block } from '../check.ts';
import { creationImage, goneFrom, hasNamesake, missingFrom, verifyCreated, yesIf } from '../creation.ts';
import { idMark } from '../history-mark.ts';
import { defineKind, type Family, type Step } from '../kind.ts';
import { must, readBackFrom } from '../lists.ts';
import { inOwnPlace } from '../target.ts';
import { remove, revoke } from './end.ts';
import { tokenImage, tokenOf } from './shared.ts';
import { createTokenText, enableText, rotateText, tokenText } from './text.ts';

type Create = ChangeContext<'token.create'>;
type Rotate = ChangeContext<'token.rotate'>;

const ofPlace = { ...inOwnPlace, changes: 'tokens' } as const;

/** Changes to tokens. */
export const tokenKinds: Family<'token'> = {
  'token.create': defineKind<'token.create', 'creation'>('creation', {
    ...ofPlace,
    op: 'add',
    confirmation: 'none',
    needs: (context) => must(context, 'tokens'),
    readBackLists: () => readBackFrom('tokens'),
    creates: {
      what: 'token',
      alike: sameName,
      nameOf: (context, id) => valueOr(listsOf(context).tokens.get(id)?.name ?? none, null),
      opens: false,
    },
    preImage: (context) => creationImage(sameName(context)),
    inputChecks: () => [],
    checks: newTokenChecks,
    accessChecks: () => [],
    simulate: () => undefined,
    verify: (context, before) =>
      verifyCreated(sameName(context), before, listsOf(context).freshness('tokens')),
    lostWithAnswer({ request, facts }) {
      if (facts.tokens.secret !== 'once' || facts.guided) return null;
      const { sentence, nextStep } = tokenText.secretLost(facts, request.name);
      // Trying again would make a second one.
      return { ...plainError('server', sentence, nextStep), retryable: false };
    },
    endedAlready({ request, facts, now, ...context }, created) {
      const token = listsOf({ ...context, request }).tokens.get(created);
      if (token === undefined || isActiveToken(token, now)) return null;
      const { sentence, nextStep } = tokenText.endedAlready(
        facts,
        request.name,
        token.revokedAt.state === 'known' ? 'revoked' : 'expired',
      );
      return { ...plainError('server', sentence, nextStep), retryable: false };
    },
    cameAs: otherExpiry,
    moved: ({ request, facts }, before, now) =>
      hasNamesake(before, now) ? [tokenText.namesake(facts, request.name)] : [],
    inverse(context, { created }) {
      const type = (['token.revoke', 'token.delete'] as const).find((one) => offers(context, one));
      if (created === null || type === undefined) return null;
      const { connectionId, workspaceId, name } = context.request;
      return { type, connectionId, workspaceId, tokenId: created, name };
    },
    // Without the new token the old one is all there is. A list never fetched says nothing of it.
    stillWorks(context, created) {
      const at = listsOf(context);
      if (created === null || at.freshness('tokens').fetchedAt === null) return true;
      const token = at.tokens.get(created);
      return token !== undefined && isActiveToken(token, context.now);
    },
    historyMark: (_, before) => idMark(['token.created'], before?.created ?? null),
    text: createTokenText,
  }),

  'token.enable': defineKind<'token.enable', 'token'>('token', {
    ...ofPlace,
    op: 'change',
    confirmation: 'review',
    needs: (context) => must(context, 'tokens'),
    readBackLists: () => readBackFrom('tokens'),
    preImage: tokenImage,
    inputChecks: (context) =>
      tokenOf(context) === undefined ? [block('invalid', tokenText.gone(context.request.name))] : [],
    checks: () => [],
    accessChecks: () => [],
    simulate(context) {
      const token = tokenOf(context);
      if (token)
        listsOf(context).tokens.set(token.id, { ...token, enabled: knownValue(context.request.enabled) });
    },
    verify(context) {
      const token = tokenOf(context);
      if (!token) return missingFrom(listsOf(context).freshness('tokens'));
      return token.enabled.state === 'known'
        ? yesIf(token.enabled.value === context.request.enabled)
        : 'unknown';
    },
    moved: ({ facts }, before, now) => tokenText.moved(facts, before, now),
    inverse: ({ request }) => ({ ...request, enabled: !request.enabled }),
    historyMark: ({ tokenId, enabled }) => idMark([enabled ? 'token.enabled' : 'token.disabled'], tokenId),
    text: enableText,
  }),

  // Where it is offered it becomes two items; elsewhere it stays one, which is refused with the reason.
  'token.rotate': defineKind<'token.rotate', 'token'>('token', {
    ...ofPlace,
    op: 'remove',
    confirmation: 'review',
    expand: rotationSteps,
    needs: (context) => must(context, 'tokens'),
    readBackLists: () => readBackFrom('tokens'),
    preImage: tokenImage,
    inputChecks: () => [],
    checks: () => [],
    accessChecks: () => [],
    simulate: () => undefined,
    verify: (context) => goneFrom(listsOf(context).freshness('tokens'), tokenOf(context) !== undefined),
    moved: ({ facts }, before, now) => tokenText.moved(facts, before, now),
    inverse: () => null,
    historyMark: ({ tokenId }) => idMark(['token.gone'], tokenId),
    text: rotateText,
  }),

  'token.revoke': revoke,
  'token.delete': remove,
};

function sameName(context: Create): string[] {
  return [...listsOf(context).tokens.values()]
    .filter(({ name }) => caseless(valueOr(name, '')) === caseless(context.request.name))
    .map(({ id }) => id);
}

/** A server may shorten what was asked for. Where it was counted from, it differs by the time of the answer. */
function otherExpiry(
  { request, snapshot, connection, facts, now }: Create,
  _: unknown,
  created: string | null,
) {
  if (created === null || !facts.tokens.expiry) return null;
  const wanted = connection.provider.readExpiry(request.expiry, now);
  const expiresAt = listsOf({ request, snapshot }).tokens.get(created)?.expiresAt;
  if (expiresAt?.state !== 'known') return null;
  const isAsAsked =
    wanted.reading === 'instant' &&
    Math.abs(wanted.expiresAt - expiresAt.value) <= Math.max(hour, (wanted.expiresAt - now) / 20);
  return isAsAsked ? null : tokenText.expiresInstead(formatDateTime(expiresAt.value));
}

function newTokenChecks({ request, connection: { provider }, facts, now }: Create): Check[] {
  const problem = provider.tokenNameProblem(request.name);
  const checks = problem === null ? [] : [block('invalid', problem)];
  if (!facts.tokens.expiry) return checks;
  const reading = provider.readExpiry(request.expiry, now);
  if (reading.reading === 'refused')
    checks.push(block('expiry-refused', tokenText.expiryRefused(reading.message, reading.suggestion)));
  else if (reading.caution !== null) checks.push(ask('expiry-under-hour', reading.caution));
  return checks;
}

/** A rotation is a new token and, after a pause to swap it where it is used, the end of the old one. */
function rotationSteps(context: Rotate): Step[] {
  const { request, facts } = context;
  if (!offers(context, 'token.rotate')) return [{ request, pause: null }];
  const { connectionId, workspaceId, tokenId, name, newName } = request;
  const type = offers(context, 'token.delete') ? 'token.delete' : 'token.revoke';
  return [
    {
      request: { type: 'token.create', connectionId, workspaceId, name: newName, expiry: '' },
      pause: null,
    },
    {
      request: { type, connectionId, workspaceId, tokenId, name },
      pause: tokenText.pause(facts, type === 'token.delete'),
    },
  ];
}
