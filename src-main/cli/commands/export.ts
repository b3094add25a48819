import { writeFileSync } from 'node:fs';
import type { ReportList } from '../../../src-preload/contract/reports.ts';
import { CommandEnd, type CommandContext, type CommandRun } from '../command.ts';
import { choice } from './options.ts';
import { connectionsOf, oneConnection, pickPlace, refOf } from './resolve.ts';
import { commandText } from './text.ts';

const lists = [
  'members',
  'tokens',
  'invitations',
  'history',
  'people',
  'all-tokens',
  'all-workspaces',
] as const;
const placeLists = ['members', 'tokens', 'invitations'] as const;
type PlaceListName = (typeof placeLists)[number];
const isPlaceList = (name: string): name is PlaceListName => placeLists.some((one) => one === name);

/** What the app's own export is asked for. */
async function reportOf(context: CommandContext): Promise<ReportList> {
  const list = choice('the list', context.argument('list'), lists, 'members');
  const query = context.option('query') ?? '';
  const given = context.argument('workspace');
  const byName = { by: 'name', order: 'asc' } as const;
  if (isPlaceList(list)) {
    if (given === '') throw new CommandEnd('usage', commandText.needed('The workspace'));
    const place = await pickPlace(context, given);
    const { listsAt } = await context.call('workspaces.get', refOf(place));
    const at = list === 'tokens' ? listsAt.tokens : listsAt.members;
    await fetchFirst(context, at, list);
    const ended = context.flag('inactive');
    switch (list) {
      case 'members':
        return { list, ...at, query, sort: byName };
      case 'tokens':
        return { list, ...at, query, part: ended ? 'inactive' : 'active', sort: byName };
      case 'invitations':
        return {
          list,
          ...at,
          query,
          part: ended ? 'ended' : 'open',
          sort: { by: 'created', order: 'desc' },
        };
    }
  }
  if (list === 'history') {
    const ref =
      given === ''
        ? { connectionId: (await oneConnection(context)).id, workspaceId: null }
        : refOf(await pickPlace(context, given));
    return { list, ...ref, source: 'all' };
  }
  const connectionIds =
    context.option('connection') === undefined ? null : (await connectionsOf(context)).map(({ id }) => id);
  switch (list) {
    case 'people':
      return { list, query, connectionIds, sort: byName };
    case 'all-tokens':
      return { list: 'allTokens', query, connectionIds, sort: { by: 'expires', order: 'asc' } };
    case 'all-workspaces':
      return { list: 'allWorkspaces', query, connectionIds, sort: byName };
  }
}

/** Where the copy was never fetched, or the command asks for a new one. */
async function fetchFirst(
  context: CommandContext,
  at: { connectionId: string; workspaceId: string },
  list: PlaceListName,
): Promise<void> {
  if (context.flag('offline')) return;
  const { freshness } = await context.call('workspaces.get', at);
  if (context.flag('refresh') || freshness[list].fetchedAt === null)
    await context.call('lists.fetch', { ...at, lists: [list] });
}

export const exportList: CommandRun = async (context) => {
  const format = choice(
    '--format',
    context.option('format') ?? (context.flag('json') ? 'json' : undefined),
    ['csv', 'json'],
    'csv',
  );
  const of = await reportOf(context);
  const { text, rows, complete } = await context.call('reports.text', { of, format });
  if (!complete) context.terminal.note(commandText.mayBeMore);
  const file = context.option('output');
  if (file === undefined)
    return { data: format === 'json' ? JSON.parse(text) : { rows, complete, csv: text }, text };
  try {
    writeFileSync(file, text, { mode: 0o600 });
  } catch {
    throw new CommandEnd('failed', commandText.unwritableFile(file));
  }
  return { data: { file, format, rows, complete }, text: commandText.written(rows, file) };
};
