import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import { unsupportedReason } from '../../../access/unsupported.ts';
import { listsOf, type ChangeContext } from '../../context.ts';
import { personName } from '../../snapshot/find.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { capital, noChangeNeeded, quoted } from '../../text.ts';
import type { ChangeText } from '../kind.ts';
import type { PreImageOf } from '../pre-image.ts';
import { canUndo, cannotUndo, undoBy } from '../undo.ts';
import { tokenName } from './shared.ts';

type Token = PreImageOf<'token'>;
type End = 'token.revoke' | 'token.delete';

/** "API key" is a key in a sentence about two of them. */
const shortNoun = ({ tokens }: SystemFacts): string => tokens.one.split(' ').at(-1) ?? tokens.one;

const whose = (name: string | null) => (name === null ? 'Your' : `${name}’s`);

export const tokenText = {
  maybeStay: (name: string | null, { tokens }: SystemFacts) =>
    `${whose(name)} ${tokens.many}, if there are any, keep working.`,
  stay(name: string | null, count: number, { tokens }: SystemFacts, canRevoke: boolean): string {
    const active = plural(count, `active ${tokens.one}`, `active ${tokens.many}`);
    const end = canRevoke ? 'revoke' : 'delete';
    return count === 1
      ? `${whose(name)} ${active} keeps working: ${end} it too.`
      : `${whose(name)} ${active} keep working: ${end} them too.`;
  },
  expiryRefused: (message: string, suggestion: string | null) =>
    suggestion === null ? message : `${message} Write ${quoted(suggestion)} instead.`,
  gone: (name: string) => `${quoted(name)} isn’t in the list any more.`,
  replaces: (name: string, old: string, oldIsGone: boolean) => {
    const breaks = `${quoted(name)} was made to replace ${quoted(old)}: whatever uses it by now stops working.`;
    return oldIsGone
      ? `${breaks} ${quoted(old)} is gone already, so there is nothing to go back to.`
      : `${breaks} ${quoted(old)} still works: put it back there first.`;
  },
  pause(facts: SystemFacts, deletes: boolean): string {
    const noun = shortNoun(facts);
    return `Put the new ${noun} where the old one is used, then finish this plan: it ${deletes ? 'deletes' : 'revokes'} the old ${noun}.`;
  },
  afterPause(facts: SystemFacts): string {
    const noun = shortNoun(facts);
    return `The new ${noun} should be where the old one was used by now: what still uses the old ${noun} stops working.`;
  },
  secretLost: ({ tokens }: SystemFacts, name: string) => ({
    sentence: `${capital(tokens.one)} ${quoted(name)} was created, but its secret was lost with the answer.`,
    nextStep: 'End it in its list, then create another one.',
  }),
  namesake: ({ tokens }: SystemFacts, name: string) =>
    `Another ${tokens.one} called ${quoted(name)} was created meanwhile.`,
  moved({ tokens }: SystemFacts, before: Token, now: Token): string[] {
    const what = `${capital(tokens.one)} ${quoted(before.name)}`;
    if (before.state !== now.state)
      return [
        now.state === 'missing'
          ? `${what} is gone.`
          : `${what} is ${now.state === 'active' ? 'active' : 'expired or revoked'} now.`,
      ];
    return before.enabled !== now.enabled && now.enabled !== null
      ? [`${what} was switched ${now.enabled ? 'on' : 'off'} meanwhile.`]
      : [];
  },
  rotate: (facts: SystemFacts, name: string) => `Rotate ${facts.tokens.one} ${quoted(name)}`,
  rotateVerb: (count: number, facts: SystemFacts | null) =>
    count === 1 ? 'Rotate' : `Rotate ${count} ${facts?.tokens.many ?? 'tokens'}`,
};

export const createTokenText: ChangeText<'token.create', PreImageOf<'creation'>> = {
  title: ({ request, facts }) => `Create ${facts.tokens.one} ${quoted(request.name)}`,
  fact({ request, facts, connection, now }) {
    if (!facts.tokens.expiry) return 'no expiry';
    const reading = connection.provider.readExpiry(request.expiry, now);
    if (reading.reading === 'instant') return `expires ${reading.text}`;
    return reading.reading === 'never' ? reading.text : request.expiry;
  },
  verb: ({ facts }) => `Create ${facts.tokens.one}`,
  verbForMany: (count, facts) => `Create ${count} ${facts?.tokens.many ?? 'tokens'}`,
  undo: (context) =>
    unsupportedReason(context, 'token.revoke') === null
      ? canUndo('It can be revoked.')
      : undoBy(context, 'token.delete', 'It can be deleted.', 'It can’t be ended from here'),
  done: ({ request, facts }) => `${capital(facts.tokens.one)} ${quoted(request.name)} was created.`,
  noOp: () => noChangeNeeded,
  unshown: null,
};

export const enableText: ChangeText<'token.enable', Token> = {
  title: (context) =>
    `Switch ${context.facts.tokens.one} ${quoted(tokenName(context))} ${context.request.enabled ? 'on' : 'off'}`,
  fact: ({ request }) => (request.enabled ? 'off → on' : 'on → off'),
  verb: ({ request }) => (request.enabled ? 'Switch on' : 'Switch off'),
  verbForMany: () => null,
  undo: () => canUndo('It can be switched back.'),
  done: ({ request, facts }, before) =>
    `${capital(facts.tokens.one)} ${quoted(before?.name ?? request.name)} is switched ${request.enabled ? 'on' : 'off'}.`,
  noOp: ({ request, facts }) => `The ${facts.tokens.one} is ${request.enabled ? 'on' : 'off'} already.`,
  unshown: null,
};

export const rotateText: ChangeText<'token.rotate', Token> = {
  title: (context) => tokenText.rotate(context.facts, tokenName(context)),
  fact: ({ request }) => request.newName,
  verb: () => 'Rotate',
  verbForMany: () => null,
  undo: ({ facts }) => cannotUndo(`The old ${facts.tokens.one} is gone then.`),
  done: deleted,
  noOp: ({ facts }) => `The ${facts.tokens.one} is gone already.`,
  unshown: null,
};

export const revokeText: ChangeText<'token.revoke', Token> = {
  title: (context) => `Revoke ${context.facts.tokens.one} ${quoted(tokenName(context))}`,
  fact: ownerOf,
  verb: () => 'Revoke',
  verbForMany: (count, facts) => `Revoke ${count} ${facts?.tokens.many ?? 'tokens'}`,
  undo: ({ facts }) =>
    cannotUndo(`A revoked ${facts.tokens.one} stays revoked: what needs one gets a new one.`),
  done: ({ request, facts }, before) =>
    `${capital(facts.tokens.one)} ${quoted(before?.name ?? request.name)} was revoked.`,
  noOp: ({ facts }) => `The ${facts.tokens.one} doesn’t work any more.`,
  unshown: null,
};

export const deleteText: ChangeText<'token.delete', Token> = {
  title: (context) => `Delete ${context.facts.tokens.one} ${quoted(tokenName(context))}`,
  fact: ownerOf,
  verb: () => 'Delete',
  verbForMany: (count, facts) => `Delete ${count} ${facts?.tokens.many ?? 'tokens'}`,
  undo: ({ facts }) => cannotUndo(`A deleted ${facts.tokens.one} is gone: what needs one gets a new one.`),
  done: deleted,
  noOp: ({ facts }) => `The ${facts.tokens.one} is gone already.`,
  unshown: null,
};

function deleted(
  { request, facts }: ChangeContext<'token.rotate' | 'token.delete'>,
  before: Token | null,
): string {
  return `${capital(facts.tokens.one)} ${quoted(before?.name ?? request.name)} was deleted.`;
}

function ownerOf(context: ChangeContext<End>): string {
  const at = listsOf(context);
  const ownerId = at.tokens.get(context.request.tokenId)?.ownerId;
  const owner = ownerId === undefined ? null : at.people.get(ownerId);
  return owner ? `of ${personName(owner, owner.email)}` : '';
}
