import type { Coverage, Person } from '../../../src-preload/contract/people.ts';
import { caseless } from '../../../src-preload/shared/normalize.ts';
import { formatDateTime } from '../../../src-preload/shared/format/dates.ts';
import { formatCount } from '../../../src-preload/shared/format/numbers.ts';
import { quoteValue } from '../../../src-preload/shared/query/terms.ts';
import type { CommandContext, CommandRun } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import type { ExitName } from '../exit-codes.ts';
import { table } from '../terminal/table.ts';
import { shown, shownDate, shownStatus } from './cells.ts';
import { fetchDue, type FetchFailure, type SearchedList } from './fetch-due.ts';
import { choice, numberOption } from './options.ts';
import { rowsUpTo } from './pages.ts';
import { connectionsOf } from './resolve.ts';
import { commandText } from './text.ts';

const pageSize = 200;

/**
 * The connections that are searched, null for all of them, and what of them couldn't be fetched. Their copies are searched as they are unless
 * the command asks for newer ones: there may be hundreds of lists.
 */
export async function searchedConnections(context: CommandContext, lists: readonly SearchedList[]) {
  const isServer = (await context.via()) === 'server';
  const isAsked = isServer || context.flag('refresh') || context.option('max-age') !== undefined;
  const isOne = context.option('connection') !== undefined;
  const connections = isAsked || isOne ? await connectionsOf(context) : [];
  const failed = isAsked ? await fetchDue(context, connections, lists) : [];
  return { connectionIds: isOne ? connections.map(({ id }) => id) : null, failed };
}

/** A search whose copies couldn't all be made as new as was asked. */
const exitAfter = (failed: readonly FetchFailure[]): ExitName => (failed.length > 0 ? 'partly' : 'done');

/** How old and how whole the copies are that were searched. Ends the command where there was none to search. */
async function noteCoverage(
  context: CommandContext,
  list: SearchedIn,
  coverage: Coverage,
  connectionIds: string[] | null,
): Promise<void> {
  const { oldest, never, hidden, failing, stale } = coverage;
  if (
    oldest === null &&
    !(list === 'tokens' && never + hidden === 0 && (await hasPlaces(context, connectionIds)))
  )
    throw new CommandEnd('offline', commandText.nothingSearched, { coverage });
  const parts = [
    ...(oldest === null ? [] : [commandText.oldest(formatDateTime(oldest))]),
    ...(stale > 0 ? [`${stale} stale`] : []),
    ...(never > 0 ? [`${never} not fetched yet`] : []),
    ...(hidden > 0 ? [`${hidden} hidden`] : []),
    ...(failing > 0 ? [`${failing} failing`] : []),
  ];
  if (parts.length > 0) context.terminal.note(parts.join(' · '));
}

/** Whether workspaces are known at all: a system may have no tokens, and then no list of them either. */
async function hasPlaces(context: CommandContext, connectionIds: string[] | null): Promise<boolean> {
  const sort = { by: 'name', order: 'asc' } as const;
  const page = { query: '', connectionIds, offset: 0, limit: 1, sort };
  const { coverage } = await context.call('people.workspaces', page);
  return coverage.oldest !== null;
}

const searchedIn = ['people', 'tokens', 'workspaces'] as const;
type SearchedIn = (typeof searchedIn)[number];

const checkProblems = (problems: readonly { message: string; suggestion: string | null }[]) => {
  const [first] = problems;
  if (first !== undefined)
    throw new CommandEnd('usage', { sentence: first.message, nextStep: first.suggestion ?? '' });
};

async function people(
  context: CommandContext,
  query: string,
  most: number,
  connectionIds: string[] | null,
  mostPlaces?: number,
) {
  const rows: Person[] = [];
  let after: string | null = null;
  for (;;) {
    const page: {
      rows: Person[];
      next: string | null;
      coverage: Coverage;
      problems: { message: string; suggestion: string | null }[];
    } = await context.call('people.page', {
      query,
      connectionIds,
      limit: Math.min(pageSize, most),
      sort: { by: 'name', order: 'asc' },
      after,
      ...(mostPlaces === undefined ? {} : { mostPlaces }),
    });
    checkProblems(page.problems);
    rows.push(...page.rows);
    after = page.next;
    if (after === null || rows.length >= most) return { rows: rows.slice(0, most), coverage: page.coverage };
  }
}

const placesText = ({ places, placeCount }: Person): string =>
  [
    ...places.map(({ workspaceName, role }) => `${workspaceName} (${role.label})`),
    ...(placeCount > places.length ? [`and ${placeCount - places.length} more`] : []),
  ].join(', ');

/** The lists that may have what wasn't found. */
const unsearched = ({ never, hidden, incomplete }: Coverage): number => never + hidden + incomplete;

const tokenCount = ({ activeTokens, tokensComplete }: { activeTokens: number; tokensComplete: boolean }) =>
  activeTokens === 0 && !tokensComplete ? 'Not known' : formatCount(activeTokens, tokensComplete);

export const who: CommandRun = async (context) => {
  const email = context.argument('email');
  const { connectionIds, failed } = await searchedConnections(context, ['members', 'tokens']);
  const found = await people(context, `email:${quoteValue(email)}`, 10_000, connectionIds, 100_000);
  const key = caseless(email);
  const persons = found.rows.filter((person) => caseless(person.email) === key);
  await noteCoverage(context, 'people', found.coverage, connectionIds);
  const rows = persons.flatMap((person) =>
    person.places.map((place) => ({
      connection: person.connection.label,
      connectionId: person.connection.id,
      userId: person.userId,
      email: person.email,
      name: person.name,
      workspace: place.workspaceName,
      workspaceId: place.workspaceId,
      role: place.role,
      status: place.status,
      activeTokens: person.tokens.active,
      tokensComplete: person.tokens.complete,
    })),
  );
  return {
    exit: exitAfter(failed),
    data: { email, access: rows, coverage: found.coverage, failed },
    rows,
    text:
      rows.length === 0
        ? commandText.nowhere(email, unsearched(found.coverage))
        : table(
            context.terminal,
            ['Workspace', 'Role', 'Status', 'Connection', 'Name', 'Active tokens'],
            rows.map((row) => [
              row.workspace,
              row.role.label,
              shownStatus(row.status),
              row.connection,
              shown(row.name),
              tokenCount(row),
            ]),
          ),
  };
};

export const search: CommandRun = async (context) => {
  const query = context.argument('query');
  const most = numberOption(context, 'limit', 200);
  const list = choice('--in', context.option('in'), searchedIn, 'people');
  const { connectionIds, failed } = await searchedConnections(
    context,
    list === 'tokens' ? ['tokens'] : ['members'],
  );
  const exit = exitAfter(failed);
  const { terminal } = context;
  if (list === 'people') {
    const { rows, coverage } = await people(context, query, most, connectionIds);
    await noteCoverage(context, list, coverage, connectionIds);
    return {
      exit,
      data: { query, in: list, people: rows, coverage, failed },
      rows,
      text: table(
        terminal,
        ['Name', 'E-mail', 'Connection', 'Workspaces'],
        rows.map((row) => [shown(row.name), row.email, row.connection.label, placesText(row)]),
      ),
    };
  }
  const asked = { query, connectionIds };
  if (list === 'tokens') {
    const { rows, matching, coverage, problems } = await rowsUpTo(most, (page) =>
      context.call('people.tokens', { ...asked, ...page, sort: { by: 'expires', order: 'asc' } }),
    );
    checkProblems(problems);
    await noteCoverage(context, list, coverage, connectionIds);
    return {
      exit,
      data: { query, in: list, tokens: rows, matching, coverage, failed },
      rows,
      text: table(
        terminal,
        ['Name', 'Owner', 'Status', 'Expires', 'Workspace', 'Connection'],
        rows.map((row) => [
          shown(row.name),
          shown(row.ownerName),
          row.status,
          shownDate(row.expiresAt, 'Never'),
          row.workspaceName,
          row.connection.label,
        ]),
      ),
    };
  }
  const { rows, matching, coverage, problems } = await rowsUpTo(most, (page) =>
    context.call('people.workspaces', { ...asked, ...page, sort: { by: 'name', order: 'asc' } }),
  );
  checkProblems(problems);
  await noteCoverage(context, list, coverage, connectionIds);
  return {
    exit,
    data: { query, in: list, workspaces: rows, matching, coverage, failed },
    rows,
    text: table(
      terminal,
      ['Name', 'Organization', 'Members', 'Connection', 'ID'],
      rows.map((row) => [
        row.name,
        shown(row.organization, ({ name }) => name),
        row.members === null ? 'Not fetched yet' : String(row.members),
        row.connection.label,
        row.id,
      ]),
    ),
  };
};
