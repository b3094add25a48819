import { quoted } from '../../../base/quoted.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import { unsupportedReason } from '../../../access/unsupported.ts';
import { listsOf, type ChangeContext } from '../../context.ts';
import { personName } from '../../snapshot/find.ts';
import { formatNumber, plural } from '../../../../src-preload/shared/format/numbers.ts';
import { capital, noChangeNeeded } from '../../text.ts';
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
    `${whose(name)} ${tokens.many}, if any, ${tokens.afterRemoval === 'work' ? 'keep' : 'may keep'} working.`,
  stay(name: string | null, count: number, { tokens }: SystemFacts, canRevoke: boolean): string {
    const active = plural(count, `active ${tokens.one}`, `active ${tokens.many}`);
    const end = canRevoke ? 'Revoke' : 'Delete';
    const keeps = tokens.afterRemoval === 'undocumented' ? 'may keep' : count === 1 ? 'keeps' : 'keep';
    return `${whose(name)} ${active} ${keeps} working. ${end} ${count === 1 ? 'it' : 'them'} too.`;
  },
  expiryRefused: (message: string, suggestion: string | null) =>
    suggestion === null ? message : `${message} Write ${quoted(suggestion)} instead.`,
  gone: (name: string) => `${quoted(name)} is no longer in the list.`,
  replaces: (name: string, old: string, oldIsGone: boolean) => {
    const breaks = `${quoted(name)} replaced ${quoted(old)}. Anything that uses it stops working.`;
    return oldIsGone
      ? `${breaks} ${quoted(old)} is gone, so there’s nothing to go back to.`
      : `${breaks} ${quoted(old)} still works. Put it back there first.`;
  },
  pause(facts: SystemFacts, deletes: boolean): string {
    const noun = shortNoun(facts);
    return `Replace the old ${noun} wherever it’s used, then finish this plan to ${deletes ? 'delete' : 'revoke'} the old one.`;
  },
  afterPause(facts: SystemFacts): string {
    const noun = shortNoun(facts);
    return `Anything that still uses the old ${noun} stops working. Make sure the new one is in place.`;
  },
  secretLost: ({ tokens }: SystemFacts, name: string) => ({
    sentence: `${capital(tokens.one)} ${quoted(name)} was created, but Steward doesn’t have its secret.`,
    nextStep: 'Revoke or delete it, then create another one.',
  }),
  endedAlready: ({ tokens }: SystemFacts, name: string, how: 'expired' | 'revoked') => ({
    sentence: `${capital(tokens.one)} ${quoted(name)} was created, but it has already ${
      how === 'expired' ? 'expired' : 'been revoked'
    }.`,
    nextStep: 'Check the date on the server and the expiry, then create another one.',
  }),
  expiresInstead: (date: string) => `The server set it to expire on ${date}.`,
  namesake: ({ tokens }: SystemFacts, name: string) =>
    `There’s another ${tokens.one} called ${quoted(name)} now.`,
  moved({ tokens }: SystemFacts, before: Token, now: Token): string[] {
    const what = `${capital(tokens.one)} ${quoted(before.name)}`;
    if (before.state !== now.state)
      return [
        now.state === 'missing'
          ? `${what} is gone.`
          : `${what} is now ${now.state === 'active' ? 'active again' : 'expired or revoked'}.`,
      ];
    return before.enabled !== now.enabled && now.enabled !== null
      ? [`${what} has been switched ${now.enabled ? 'on' : 'off'} since.`]
      : [];
  },
  rotate: (facts: SystemFacts, name: string) => `Rotate ${facts.tokens.one} ${quoted(name)}`,
  rotateVerb: (count: number, facts: SystemFacts | null) =>
    count === 1 ? 'Rotate' : `Rotate ${formatNumber(count)} ${facts?.tokens.many ?? 'tokens'}`,
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
  verbForMany: (count, facts) => `Create ${formatNumber(count)} ${facts?.tokens.many ?? 'tokens'}`,
  undo: (context) =>
    unsupportedReason(context, 'token.revoke') === null
      ? canUndo('You can revoke it.')
      : undoBy(context, 'token.delete', 'You can delete it.', 'It can’t be revoked from here'),
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
  undo: () => canUndo('You can switch it back.'),
  done: ({ request, facts }, before) =>
    `${capital(facts.tokens.one)} ${quoted(before?.name ?? request.name)} is switched ${request.enabled ? 'on' : 'off'}.`,
  noOp: ({ request, facts }) => `The ${facts.tokens.one} is already ${request.enabled ? 'on' : 'off'}.`,
  unshown: null,
};

export const rotateText: ChangeText<'token.rotate', Token> = {
  title: (context) => tokenText.rotate(context.facts, tokenName(context)),
  fact: ({ request }) => request.newName,
  verb: () => 'Rotate',
  verbForMany: () => null,
  undo: ({ facts }) => cannotUndo(`The old ${facts.tokens.one} is deleted for good.`),
  done: deleted,
  noOp: ({ facts }) => `The ${facts.tokens.one} is already gone.`,
  unshown: null,
};

export const revokeText: ChangeText<'token.revoke', Token> = {
  title: (context) => `Revoke ${context.facts.tokens.one} ${quoted(tokenName(context))}`,
  fact: ownerOf,
  verb: () => 'Revoke',
  verbForMany: (count, facts) => `Revoke ${formatNumber(count)} ${facts?.tokens.many ?? 'tokens'}`,
  undo: ({ facts }) =>
    cannotUndo(`A revoked ${facts.tokens.one} can’t be restored. Create a new one where it’s needed.`),
  done: ({ request, facts }, before) =>
    `${capital(facts.tokens.one)} ${quoted(before?.name ?? request.name)} was revoked.`,
  noOp: ({ facts }) => `The ${facts.tokens.one} no longer works.`,
  unshown: null,
};

export const deleteText: ChangeText<'token.delete', Token> = {
  title: (context) => `Delete ${context.facts.tokens.one} ${quoted(tokenName(context))}`,
  fact: ownerOf,
  verb: () => 'Delete',
  verbForMany: (count, facts) => `Delete ${formatNumber(count)} ${facts?.tokens.many ?? 'tokens'}`,
  undo: ({ facts }) =>
    cannotUndo(`A deleted ${facts.tokens.one} can’t be restored. Create a new one where it’s needed.`),
  done: deleted,
  noOp: ({ facts }) => `The ${facts.tokens.one} is already gone.`,
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
