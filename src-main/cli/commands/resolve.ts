import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Workspace } from '../../../src-preload/contract/workspaces.ts';
import { caseless } from '../../../src-preload/shared/normalize.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import type { CommandContext } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import { workspacesOf } from './fetch-due.ts';
import { isWithoutCopy } from './fresh.ts';
import { commandText, type Candidate } from './text.ts';

/** A workspace, or an organization, with the connection that it's on. */
export interface Place {
  connection: Connection;
  workspace: Workspace;
}

/**
 * The one thing that is called so: by its ID, or by its name whatever the case. Several of a name end the command with their IDs; none ends
 * it with what there is instead.
 */
export function pickOne<T>(
  what: string,
  given: string,
  items: readonly T[],
  candidateOf: (item: T) => Candidate,
  otherNames: (item: T) => readonly string[] = () => [],
): T {
  const byId = items.filter((item) => candidateOf(item).id === given);
  const key = caseless(given);
  const named = items.filter((item) =>
    [candidateOf(item).name, ...otherNames(item)].some((name) => caseless(name) === key),
  );
  const found = byId.length > 0 ? byId : named;
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const candidates = (found.length > 0 ? found : items).map(candidateOf);
  if (found.length === 0) throw new CommandEnd('usage', commandText.notFound(what, given, candidates));
  throw new CommandEnd('ambiguous', commandText.ambiguous(what, given, candidates), { candidates });
}

/** The connections that the command is about: all, or the one of --connection. */
export async function connectionsOf(context: CommandContext): Promise<Connection[]> {
  const all = await context.call('connections.list', {});
  const given = context.option('connection');
  return given === undefined ? all : [pickConnection(given, all)];
}

export const pickConnection = (given: string, all: readonly Connection[]): Connection =>
  pickOne('connection', given, all, ({ id, label, productName, address }) => ({
    id,
    name: label,
    about: `${productName}, ${address}`,
  }));

/** The one connection that something new is created on. */
export async function oneConnection(context: CommandContext): Promise<Connection> {
  const all = await connectionsOf(context);
  const [first] = all;
  if (first !== undefined && all.length === 1) return first;
  if (first === undefined) throw new CommandEnd('usage', commandText.noConnections);
  const candidates = all.map(({ id, label, productName }) => ({ id, name: label, about: productName }));
  throw new CommandEnd('ambiguous', commandText.whichConnection(candidates), { candidates });
}

/** All places of these connections, fetched first where the command asks for it or they never were. */
export async function placesOf(
  context: CommandContext,
  connections: readonly Connection[],
  scope: readonly Workspace['scope'][],
): Promise<Place[]> {
  const { found } = await workspacesOf(context, connections);
  return placesIn(found, scope);
}

const placesIn = (
  found: Awaited<ReturnType<typeof workspacesOf>>['found'],
  scope: readonly Workspace['scope'][],
): Place[] =>
  found.flatMap(({ connection, list }) =>
    list.workspaces
      .filter((workspace) => scope.includes(workspace.scope))
      .map((workspace) => ({ connection, workspace })),
  );

const candidateOf = ({ connection, workspace }: Place): Candidate => ({
  id: workspace.id,
  name: workspace.name,
  about:
    workspace.organization.state === 'known'
      ? `${workspace.organization.value.name}, ${connection.label}`
      : connection.label,
});

/** The workspace or organization of this name or ID. */
export async function pickPlace(
  context: CommandContext,
  given: string,
  scope: readonly Workspace['scope'][] = ['workspace', 'organization', 'account'],
): Promise<Place> {
  const { found } = await workspacesOf(context, await connectionsOf(context));
  const places = placesIn(found, scope);
  // Where a workspace and its organization have the same name, the workspace is meant: an ID names the other.
  const workspaces = places.filter(({ workspace }) => workspace.scope === 'workspace');
  const key = caseless(given);
  const isWorkspace = workspaces.some(({ workspace }) => caseless(workspace.name) === key);
  const what = scope.length === 1 ? (scope[0] ?? 'workspace') : 'workspace';
  const among = isWorkspace && !places.some(({ workspace }) => workspace.id === given) ? workspaces : places;
  const picked = among.filter((place) => isCalled(place, given));
  const unread = found.filter(({ list }) => isWithoutCopy(list.freshness));
  // It may be in a list that isn't there: that it doesn't exist, nobody knows.
  if (picked.length === 0 && unread.length > 0)
    throw new CommandEnd(
      'offline',
      commandText.maybeUnread(
        what,
        given,
        unread.map(({ connection }) => connection.label),
      ),
    );
  return pickOne(what, given, among, candidateOf);
}

const isCalled = ({ workspace: { id, name } }: Place, given: string): boolean =>
  id === given || caseless(name) === caseless(given);

/** How a place is called in a sentence. */
export const placeName = ({ workspace, connection }: Place): string =>
  `${isolated(workspace.name)} (${isolated(connection.label)})`;

export const refOf = ({ connection, workspace }: Place) => ({
  connectionId: connection.id,
  workspaceId: workspace.id,
});
