import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Freshness, ListName } from '../../../src-preload/contract/freshness.ts';
import { formatDateTime, timeAgo } from '../../../src-preload/shared/format/dates.ts';
import { minute } from '../../../src-preload/shared/units.ts';
import type { CallOutputOf } from '../runtime/call-schemas.ts';
import type { CommandContext } from '../command.ts';
import { CommandEnd, endWith } from '../command-end.ts';
import { readAge } from './options.ts';
import { commandText } from './text.ts';

/** A change rests on lists of at most this age: what the engine asks for as well. */
const changeAge = minute;

/** How old a list may be before it is fetched; null: any age, as long as it was fetched at all. */
function oldestAllowed(context: CommandContext, forChange: boolean): number | null {
  if (context.flag('refresh')) return 0;
  const given = context.option('max-age');
  if (given === undefined) return forChange ? changeAge : null;
  const age = readAge(given);
  if (age !== null) return age;
  throw new CommandEnd('usage', commandText.badAge(given));
}

/** Which lists were fetched by this command: a second look at one costs no second request. */
const fetchedBy = new WeakMap<CommandContext, Set<string>>();

type Ref = { connectionId: string; workspaceId: string | null };

const keyOf = ({ connectionId, workspaceId }: Ref, list: ListName) =>
  [connectionId, workspaceId, list].join(' ');

/** Whether the command wants this list fetched before it is read. */
export function isDue(
  context: CommandContext,
  ref: Ref,
  list: ListName,
  freshness: Freshness,
  forChange = false,
): boolean {
  const oldest = oldestAllowed(context, forChange);
  if (context.flag('offline') || fetchedBy.get(context)?.has(keyOf(ref, list))) return false;
  const { fetchedAt } = freshness;
  if (isWithoutCopy(freshness) || fetchedAt === null) return true;
  // How old a copy from the future is, a clock that was set back can't say.
  return oldest !== null && (context.now - fetchedAt >= oldest || isAhead(context, fetchedAt));
}

/** Whether nothing of a list can be shown: it was never fetched, or so long ago that its copy is hidden. */
export const isWithoutCopy = ({ fetchedAt, hidden }: Freshness): boolean =>
  fetchedAt === null || hidden !== null;

/** Whether a moment is later than this computer's clock can explain. */
const isAhead = ({ now }: CommandContext, at: number): boolean => at - now > minute;

/** Fetches these lists of a place; ends the command where that fails. */
export async function fetchLists(
  context: CommandContext,
  ref: Ref,
  lists: readonly ListName[],
): Promise<void> {
  const fetched = fetchedBy.get(context) ?? new Set();
  fetchedBy.set(context, fetched);
  for (const list of lists) fetched.add(keyOf(ref, list));
  const { connectionId, workspaceId } = ref;
  const answer = await context.attempt('lists.fetch', { connectionId, workspaceId, lists: [...lists] });
  if (!answer.ok) throw endWith(answer.error);
}

interface Wanted extends Ref {
  /** The first is the one whose age counts. */
  lists: readonly [ListName, ...ListName[]];
  forChange?: boolean;
}

/** Reads a list, fetching it first where the command asks for that or it was never fetched. */
export async function readFresh<T extends { freshness: Freshness }>(
  context: CommandContext,
  { connectionId, workspaceId, lists, forChange = false }: Wanted,
  read: () => Promise<T>,
): Promise<T> {
  const ref = { connectionId, workspaceId };
  const first = await read();
  if (!isDue(context, ref, lists[0], first.freshness, forChange)) return first;
  await fetchLists(context, ref, lists);
  return read();
}

/** The age of a place's list, fetched first where the command asks for that or it never was. */
export async function freshList(
  context: CommandContext,
  at: { connectionId: string; workspaceId: string },
  list: 'members' | 'tokens' | 'invitations',
): Promise<Freshness> {
  const { freshness } = await readFresh(context, { ...at, lists: [list] }, async () => {
    const detail = await context.call('workspaces.get', at);
    return { freshness: detail.freshness[list] };
  });
  return freshness;
}

/** The places of a connection, in the app's order. */
export const freshWorkspaces = (
  context: CommandContext,
  { id: connectionId }: Connection,
  forChange = false,
): Promise<CallOutputOf<'workspaces.list'>> =>
  readFresh(context, { connectionId, workspaceId: null, lists: ['workspaces'], forChange }, () =>
    context.call('workspaces.list', { connectionId }),
  );

/** Says on standard error how old what is shown is. */
export function noteFreshness(context: CommandContext, what: string, freshness: Freshness): void {
  const { fetchedAt, error, hidden, doubt, unreadable } = freshness;
  if (hidden !== null) {
    context.terminal.note(commandText.hidden(what, formatDateTime(hidden.since)));
    return;
  }
  context.terminal.note(
    fetchedAt === null
      ? commandText.neverFetched(what)
      : commandText.asOf(
          what,
          formatDateTime(fetchedAt),
          isAhead(context, fetchedAt) ? commandText.clockBehind : timeAgo(fetchedAt, context.now),
        ),
  );
  if (unreadable > 0) context.terminal.note(commandText.incomplete(unreadable));
  if (doubt !== null) context.terminal.note(doubt.sentence);
  if (error !== null) context.terminal.note(commandText.lastFetchFailed(error.sentence));
}

/** The same for one list. Ends the command where there's nothing to show of it and --offline forbids to fetch it: none isn't the answer. */
export function noteListFreshness(context: CommandContext, what: string, freshness: Freshness): void {
  if (context.flag('offline') && isWithoutCopy(freshness))
    throw new CommandEnd('offline', commandText.noCopy(what), { freshness });
  noteFreshness(context, what, freshness);
}
