import type { ReportList } from '../../../src-preload/contract/reports.ts';
import type { CommandContext, CommandRun } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import { writeOutput } from '../runtime/write-output.ts';
import type { FetchFailure } from './fetch-due.ts';
import { freshList, noteListFreshness } from './fresh.ts';
import { choice } from './options.ts';
import { oneConnection, pickPlace, placeName, refOf } from './resolve.ts';
import { searchedConnections } from './search.ts';
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
const titles = { members: 'Members', tokens: 'Tokens', invitations: 'Invitations' } as const;
type PlaceListName = (typeof placeLists)[number];
const isPlaceList = (name: string): name is PlaceListName => placeLists.some((one) => one === name);

/** Ends the command where it was given what this list has no use for: the file would hold more than was meant. */
function refuseUnread(context: CommandContext, list: (typeof lists)[number]): void {
  const refuse = (what: string): never => {
    throw new CommandEnd('usage', commandText.unread(what, list));
  };
  if (context.flag('inactive') && list !== 'tokens' && list !== 'invitations') refuse('--inactive');
  if (context.option('query') !== undefined && list === 'history') refuse('--query');
  if (context.argument('workspace') !== '' && !isPlaceList(list) && list !== 'history') refuse('a workspace');
}

/**
 * What the app's own export is asked for; `failed` collects what of it couldn't be fetched, `ages` says how old it is once it's known that the
 * system has such a list.
 */
async function reportOf(
  context: CommandContext,
  failed: FetchFailure[],
  ages: (() => void)[],
): Promise<ReportList> {
  const list = choice('The list', context.argument('list'), lists, 'members');
  const query = context.option('query') ?? '';
  const given = context.argument('workspace');
  const byName = { by: 'name', order: 'asc' } as const;
  refuseUnread(context, list);
  if (isPlaceList(list)) {
    if (given === '') throw new CommandEnd('usage', commandText.needed('The workspace'));
    const place = await pickPlace(context, given);
    const { listsAt } = await context.call('workspaces.get', refOf(place));
    const at = list === 'tokens' ? listsAt.tokens : listsAt.members;
    const age = await freshList(context, at, list);
    ages.push(() => noteListFreshness(context, `${titles[list]} of ${placeName(place)}`, age));
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
  const { connectionIds, failed: missing } = await searchedConnections(
    context,
    list === 'all-tokens' ? ['tokens'] : ['members'],
  );
  failed.push(...missing);
  switch (list) {
    case 'people':
      return { list, query, connectionIds, sort: byName };
    case 'all-tokens':
      return { list: 'allTokens', query, connectionIds, sort: { by: 'expires', order: 'asc' } };
    case 'all-workspaces':
      return { list: 'allWorkspaces', query, connectionIds, sort: byName };
  }
}

export const exportList: CommandRun = async (context) => {
  const format = choice(
    '--format',
    context.option('format') ?? (context.flag('json') ? 'json' : undefined),
    ['csv', 'json'],
    'csv',
  );
  const failed: FetchFailure[] = [];
  const ages: (() => void)[] = [];
  const of = await reportOf(context, failed, ages);
  const exit = failed.length > 0 ? 'partly' : 'done';
  const { text, rows, complete } = await context.call('reports.text', { of, format });
  for (const note of ages) note();
  if (!complete) context.terminal.note(commandText.mayBeMore);
  const file = context.option('output');
  if (file === undefined)
    return {
      exit,
      data: format === 'json' ? JSON.parse(text) : { rows, complete, csv: text },
      text,
      isFile: true,
    };
  const end = await writeOutput(file, text);
  if (end === 'full') throw new CommandEnd('failed', commandText.diskFull(file));
  if (end === 'unwritable') throw new CommandEnd('failed', commandText.unwritableFile(file));
  return { exit, data: { file, format, rows, complete }, text: commandText.written(rows, file) };
};
