import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import type { CommandContext } from '../command.ts';
import type { CallOutputOf } from '../runtime/call-schemas.ts';
import { CommandEnd } from '../command-end.ts';
import { fetchLists, freshWorkspaces, isDue } from './fresh.ts';

/** The lists that are searched across connections. */
export type SearchedList = 'members' | 'tokens';

/** A connection of which not everything could be fetched, and why. */
export interface FetchFailure {
  connectionId: string;
  connection: string;
  sentence: string;
}

const keptFromMe: ReadonlySet<unknown> = new Set<AppError['kind']>([
  'forbidden',
  'not-allowed',
  'not-supported',
  'not-implemented',
]);

/** Whether an error says that a list isn't for this role or isn't there: the copies of all others are as new as they can be. */
export const isKeptFromMe = (kind: unknown): boolean => keptFromMe.has(kind);

/** Fetches these lists of all places of these connections where the command asks for newer ones than there are. */
export const fetchDue = (
  context: CommandContext,
  connections: readonly Connection[],
  lists: readonly SearchedList[],
): Promise<FetchFailure[]> =>
  askEach(context, connections, (connection) => fetchOf(context, connection, lists));

interface ConnectionPlaces {
  connection: Connection;
  list: CallOutputOf<'workspaces.list'>;
}

/** The places of these connections, fetched first where the command asks for that or they never were. */
export async function workspacesOf(
  context: CommandContext,
  connections: readonly Connection[],
): Promise<{ found: ConnectionPlaces[]; failed: FetchFailure[] }> {
  const found: ConnectionPlaces[] = [];
  const failed = await askEach(context, connections, async (connection) => {
    try {
      found.push({ connection, list: await freshWorkspaces(context, connection) });
    } catch (cause) {
      const copy = await context.call('workspaces.list', { connectionId: connection.id });
      found.push({ connection, list: copy });
      throw cause;
    }
  });
  return { found, failed };
}

/**
 * Asks one connection after another. One that can't be asked delays no other: it's said, and its copy is shown. Ends the command where none
 * could be asked.
 */
async function askEach(
  context: CommandContext,
  connections: readonly Connection[],
  ask: (connection: Connection) => Promise<void>,
): Promise<FetchFailure[]> {
  const failures: FetchFailure[] = [];
  let first: CommandEnd | null = null;
  for (const connection of connections) {
    try {
      await ask(connection);
    } catch (cause) {
      if (!(cause instanceof CommandEnd)) throw cause;
      first ??= cause;
      const { id: connectionId, label } = connection;
      failures.push({ connectionId, connection: label, sentence: cause.sentence });
      context.terminal.complain(`${isolated(label)}: ${cause.sentence} ${cause.nextStep}`.trimEnd());
    }
  }
  if (first !== null && failures.length === connections.length) throw first;
  return failures;
}

async function fetchOf(
  context: CommandContext,
  connection: Connection,
  lists: readonly SearchedList[],
): Promise<void> {
  const { workspaces } = await freshWorkspaces(context, connection);
  const connectionId = connection.id;
  // Several workspaces may have their members in one organization.
  const places = new Map<string, Set<SearchedList>>();
  for (const { id: workspaceId } of workspaces) {
    const { listsAt } = await context.call('workspaces.get', { connectionId, workspaceId });
    for (const list of lists) {
      const at = listsAt[list].workspaceId;
      places.set(at, (places.get(at) ?? new Set()).add(list));
    }
  }
  for (const [at, [workspaceId, wanted]] of [...places].entries()) {
    const ref = { connectionId, workspaceId };
    const { freshness } = await context.call('workspaces.get', ref);
    const due = [...wanted].filter((list) => isDue(context, ref, list, freshness[list]));
    if (due.length === 0) continue;
    context.terminal.progress(`${isolated(connection.label)}: ${at + 1} of ${places.size}`);
    try {
      await fetchLists(context, ref, due);
    } catch (cause) {
      if (!(cause instanceof CommandEnd) || !isKeptFromMe(cause.more.kind)) throw cause;
      const name = workspaces.find(({ id }) => id === workspaceId)?.name;
      const place = name === undefined ? connection.label : `${connection.label}, ${name}`;
      context.terminal.note(`${isolated(place)}: ${cause.sentence}`);
    }
  }
}
