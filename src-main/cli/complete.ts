import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { caseless } from '../../src-preload/shared/normalize.ts';
import type { Result } from '../../src-preload/shared/result.ts';
import { commands, groups } from './definitions/commands.ts';
import { commonOptions } from './definitions/common.ts';
import type { CommandDefinition, Completes, OptionDefinition } from './definitions/definition.ts';
import { profileFolder } from './runtime/profile-folder.ts';
import type { Session } from './runtime/session.ts';

interface Candidate {
  value: string;
  summary: string;
}

/** An app that doesn't answer holds up no key press for longer. */
const longestMs = 5000;

/** What the last of these words could be, one candidate a line with a tab before its description. */
export async function complete(words: readonly string[]): Promise<string> {
  const word = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const candidates = await Promise.race([candidatesFor(before, word), wait(longestMs, [])]);
  return (
    candidates
      .filter(({ value }) => value.toLowerCase().startsWith(unquoted(word).toLowerCase()))
      // A line is a candidate, so a name with a line break can't be offered; one that controls the terminal isn't either.
      .filter(({ value }) => !/\p{Cc}/u.test(value))
      .map(({ value, summary }) => `${value}\t${summary.replace(/[\s\p{Cc}]+/gu, ' ')}\n`)
      .join('')
  );
}

/** A word without what quotes it, whole or as far as it was typed. */
const unquoted = (word: string): string => {
  const [, quote, inside = ''] = /^(["'])([^]*)$/.exec(word) ?? [];
  if (quote === undefined) return word.replace(/\\(.)/g, '$1');
  return inside.endsWith(quote) ? inside.slice(0, -1) : inside;
};

async function candidatesFor(before: readonly string[], word: string): Promise<Candidate[]> {
  const [first, second] = before;
  if (first === undefined)
    return [
      ...groups.map(({ name, summary }) => ({ value: name, summary })),
      ...commands
        .filter(({ name }) => !name.includes(' '))
        .map(({ name, summary }) => ({ value: name, summary })),
    ];
  const isGroup = groups.some(({ name }) => name === first);
  if (isGroup && second === undefined)
    return commands.flatMap(({ name, summary }) =>
      name.startsWith(`${first} `) ? [{ value: name.slice(first.length + 1), summary }] : [],
    );
  const definition = commands.find(({ name }) => name === (isGroup ? `${first} ${second ?? ''}` : first));
  return definition === undefined ? [] : wordsOf(definition, before.slice(isGroup ? 2 : 1), word);
}

async function wordsOf(
  definition: CommandDefinition,
  before: readonly string[],
  word: string,
): Promise<Candidate[]> {
  const options = [...definition.options, ...commonOptions(definition).flatMap((group) => group.options)];
  const named = (given: string | undefined) => options.find(({ flags }) => flags.split(' ')[0] === given);
  const positional = before.filter((one, at) => {
    const option = named(before[at - 1]);
    return !one.startsWith('-') && !(option !== undefined && takesValue(option));
  });
  const place = positional[definition.arguments.findIndex(({ name }) => name === 'workspace')] ?? '';
  const valueOf = named(before.at(-1));
  if (valueOf !== undefined && takesValue(valueOf)) return valuesOf(valueOf.completes, before, place);
  if (word.startsWith('-'))
    return options.map(({ flags, summary }) => ({ value: flags.split(' ')[0] ?? flags, summary }));
  const given = positional.length;
  const argument = definition.arguments[Math.min(given, definition.arguments.length - 1)];
  if (argument === undefined || (given >= definition.arguments.length && !argument.many)) return [];
  return valuesOf(argument.completes, before, place);
}

const takesValue = ({ flags }: OptionDefinition) => flags.includes('<');

async function valuesOf(
  completes: Completes | undefined,
  before: readonly string[],
  place: string,
): Promise<Candidate[]> {
  if (completes === undefined || completes === 'file') return [];
  if (typeof completes !== 'string') return completes.map((value) => ({ value, summary: '' }));
  const session = await openFor(before);
  if (session === null) return [];
  try {
    return isOfPlace(completes)
      ? await namesOfPlace(session, completes, unquoted(place))
      : await namesIn(session, completes);
  } finally {
    await session.close();
  }
}

type OfPlace = 'member' | 'role' | 'token' | 'invitation';
const isOfPlace = (completes: Exclude<Completes, readonly string[]>): completes is OfPlace =>
  ['member', 'role', 'token', 'invitation'].includes(completes);

async function namesIn(
  session: Session,
  kind: Exclude<Completes, 'file' | OfPlace | readonly string[]>,
): Promise<Candidate[]> {
  const listed = valueOr(await session.call('connections.list', {}), []);
  if (kind === 'connection')
    return listed.map(({ label, productName }) => ({ value: label, summary: productName }));
  if (kind === 'receipt') {
    const receipts = valueOr(
      await session.call('receipts.list', { connectionId: null, workspaceId: null, idStart: '', limit: 50 }),
      [],
    );
    return receipts.map(({ id, title }) => ({ value: id, summary: title }));
  }
  const names: Candidate[] = [];
  for (const { id: connectionId, label } of listed) {
    const found = await session.call('workspaces.list', { connectionId });
    if (!found.ok) continue;
    for (const { name, scope } of found.value.workspaces)
      if (kind === 'workspace' || scope === 'organization') names.push({ value: name, summary: label });
  }
  return names;
}

/** So many rows of a list are offered. */
const mostNames = 200;

/** What the place of this name or ID has, as far as it was fetched. */
async function namesOfPlace(session: Session, kind: OfPlace, given: string): Promise<Candidate[]> {
  const ref = await placeCalled(session, given);
  const found = ref === null ? null : await session.call('workspaces.get', ref);
  if (found === null || !found.ok) return [];
  const { listsAt, roles } = found.value;
  const page = { query: '', offset: 0, limit: mostNames } as const;
  const byName = { by: 'name', order: 'asc' } as const;
  switch (kind) {
    case 'role':
      return roles.map(({ label, description }) => ({ value: label, summary: description }));
    case 'member': {
      const members = await session.call('members.page', {
        ...listsAt.members,
        ...page,
        sort: byName,
        count: 'none',
      });
      return rowsOf(members).map(({ email, role }) => ({ value: email, summary: role.label }));
    }
    case 'token': {
      const tokens = await session.call('tokens.page', {
        ...listsAt.tokens,
        ...page,
        list: 'active',
        sort: byName,
      });
      return rowsOf(tokens).map(({ id, name }) => ({
        value: name.state === 'known' ? name.value : id,
        summary: id,
      }));
    }
    case 'invitation': {
      const invitations = await session.call('invitations.page', {
        ...listsAt.members,
        ...page,
        list: 'open',
        sort: { by: 'created', order: 'desc' },
      });
      return rowsOf(invitations).map(({ id, email }) => ({ value: email, summary: id }));
    }
  }
}

const rowsOf = <T>(page: Result<{ rows: T[] }>): T[] => (page.ok ? page.value.rows : []);

async function placeCalled(
  session: Session,
  given: string,
): Promise<{ connectionId: string; workspaceId: string } | null> {
  const key = caseless(given);
  for (const { id: connectionId } of valueOr(await session.call('connections.list', {}), [])) {
    const listed = await session.call('workspaces.list', { connectionId });
    const found = listed.ok
      ? listed.value.workspaces.find(({ id, name }) => id === given || caseless(name) === key)
      : undefined;
    if (found !== undefined) return { connectionId, workspaceId: found.id };
  }
  return null;
}

const valueOr = <T>(result: Result<T>, otherwise: T): T => (result.ok ? result.value : otherwise);

/**
 * The app that is open, or the copy of it that a command has just used; null where neither is. All else needs a secret, and a key press
 * asks for none and starts no program.
 */
async function openFor(before: readonly string[]): Promise<Session | null> {
  // Names of the profile aren't those of the server at --url.
  if (before.includes('--url')) return null;
  const at = before.indexOf('--profile');
  const folder = at < 0 ? profileFolder() : unquoted(before[at + 1] ?? '');
  const { connectToApp } = await import('./runtime/socket-client.ts');
  const app = await connectToApp(resolve(folder));
  return app.ok ? app.value : null;
}
