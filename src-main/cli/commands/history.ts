import type { AsOfFacts } from '../../../src-preload/contract/timeline.ts';
import { formatDateTime } from '../../../src-preload/shared/format/dates.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import type { CommandContext, CommandRun, Outcome } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import type { CallOutputOf } from '../runtime/call-schemas.ts';
import { table } from '../terminal/table.ts';
import { shown, shownDate, shownStatus } from './cells.ts';
import { freshList, freshWorkspaces, noteFreshness } from './fresh.ts';
import { memberPlace } from './members.ts';
import { choice, numberOption, readMoment, required } from './options.ts';
import { rowsUpTo } from './pages.ts';
import { oneConnection, pickPlace, placeName, refOf, type Place } from './resolve.ts';
import { commandText } from './text.ts';

/** What a history was last compared with: the lists of its place. */
async function ofPlace(context: CommandContext, place: Place) {
  const ref = refOf(place);
  const freshness = await freshList(context, await memberPlace(context, place), 'members');
  noteFreshness(context, `Members of ${placeName(place)}`, freshness);
  return { ref, freshness };
}

async function ofConnection(context: CommandContext) {
  const connection = await oneConnection(context);
  const { freshness } = await freshWorkspaces(context, connection);
  noteFreshness(context, isolated(connection.label), freshness);
  return { ref: { connectionId: connection.id, workspaceId: null }, freshness };
}

export const history: CommandRun = async (context) => {
  const given = context.argument('workspace');
  const { ref, freshness } =
    given === '' ? await ofConnection(context) : await ofPlace(context, await pickPlace(context, given));
  const most = numberOption(context, 'limit', 50);
  const source = choice('--source', context.option('source'), ['all', 'app', 'observed'], 'all');
  const page = await rowsUpTo(most, (at) => context.call('history.page', { ...ref, source, ...at }));
  return {
    data: { ...ref, source, entries: page.rows, total: page.total, freshness },
    rows: page.rows,
    text: table(
      context.terminal,
      ['When', 'What', 'By'],
      page.rows.map((entry) => [
        formatDateTime(entry.at),
        entry.text,
        entry.source === 'app' ? 'Steward' : 'Not reported',
      ]),
    ),
  };
};

const noteFacts = (context: CommandContext, facts: AsOfFacts) => {
  if (facts.state === 'not-yet' || facts.state === 'never' || facts.state === 'hidden')
    throw new CommandEnd('failed', { sentence: facts.text, nextStep: '' }, { facts });
  context.terminal.note(facts.text);
};

export const asOf: CommandRun = async (context) => {
  const at = readMoment(context.argument('date'), context.now);
  const place = await pickPlace(context, context.argument('workspace'));
  const list = choice('--list', context.option('list'), ['members', 'tokens', 'invitations'], 'members');
  const { listsAt } = await context.call('workspaces.get', refOf(place));
  const ref = list === 'tokens' ? listsAt.tokens : listsAt.members;
  const asked = { ...ref, at, query: '' };
  const past = async <Row>(
    read: (page: { offset: number; limit: number }) => Promise<{ rows: Row[]; facts: AsOfFacts }>,
    headings: string[],
    cells: (row: Row) => string[],
  ): Promise<Outcome> => {
    const { rows, facts } = await rowsUpTo(Infinity, read);
    noteFacts(context, facts);
    return {
      data: { ...refOf(place), workspace: place.workspace.name, list, at, facts, rows },
      rows,
      text: table(context.terminal, headings, rows.map(cells)),
    };
  };
  switch (list) {
    case 'members':
      return past(
        (page) => context.call('timeline.asOfMembers', { ...asked, ...page }),
        ['Name', 'E-mail', 'Role', 'Status'],
        (row) => [shown(row.name), row.email, row.role.label, shownStatus(row.status)],
      );
    case 'tokens':
      return past(
        (page) => context.call('timeline.asOfTokens', { ...asked, ...page }),
        ['Name', 'Status', 'Created', 'Expires'],
        (row) => [
          shown(row.name),
          row.status,
          shownDate(row.createdAt, 'Not reported'),
          shownDate(row.expiresAt, 'Never'),
        ],
      );
    case 'invitations':
      return past(
        (page) => context.call('timeline.asOfInvitations', { ...asked, ...page }),
        ['E-mail', 'Role', 'Status', 'Created'],
        (row) => [
          row.email,
          shown(row.role, ({ label }) => label),
          shownStatus(row.status),
          shownDate(row.createdAt, 'Not reported'),
        ],
      );
  }
};

/** The most changes of a kind that are listed; the counts are of all. */
const mostChanges = 1000;
type Comparison = CallOutputOf<'timeline.compare'>;

const ofBoth = (before: string | null | undefined, after: string | null | undefined) =>
  `${before ?? '?'} → ${after ?? '?'}`;

const changedRows = (comparison: Comparison): string[][] => [
  ...comparison.joined.rows.map((row) => ['Joined', row.email, row.after?.role.label ?? '']),
  ...comparison.left.rows.map((row) => ['Left', row.email, row.before?.role.label ?? '']),
  ...comparison.roles.rows.map((row) => [
    'Role',
    row.email,
    ofBoth(row.before?.role.label, row.after?.role.label),
  ]),
  ...comparison.statuses.rows.map(({ email, before, after }) => [
    'Status',
    email,
    ofBoth(before && shownStatus(before.status), after && shownStatus(after.status)),
  ]),
  ...comparison.details.rows.map(({ email, before }) => [
    'Name or e-mail',
    email,
    before === null ? '' : `Was ${shown(before.name)}`,
  ]),
  ...comparison.tokensCreated.rows.map((row) => ['Token created', shown(row.name), row.status]),
  ...comparison.tokensEnded.rows.map((row) => ['Token ended', shown(row.name), row.status]),
  ...comparison.invitationsSent.rows.map((row) => ['Invited', row.email, shownStatus(row.status)]),
  ...comparison.invitationsEnded.rows.map((row) => ['Invitation ended', row.email, row.status]),
];

/** How many changes there are that `changedRows` leaves out. */
function notListed({
  from: _from,
  to: _to,
  hidden: _hidden,
  notCompared: _notCompared,
  ...groups
}: Comparison): number {
  return Object.values(groups).reduce((sum, { total, rows }) => sum + total - rows.length, 0);
}

export const diff: CommandRun = async (context) => {
  const place = await pickPlace(context, context.argument('workspace'));
  const from = readMoment(required(context, 'from'), context.now);
  const given = context.option('to');
  const to = given === undefined ? context.now : readMoment(given, context.now);
  const ref = await memberPlace(context, place);
  const comparison = await context.call('timeline.compare', { ...ref, from, to, limit: mostChanges });
  const { terminal } = context;
  noteFacts(context, comparison.from);
  noteFacts(context, comparison.to);
  for (const { text } of comparison.notCompared) terminal.note(text);
  const left = notListed(comparison);
  if (left > 0) terminal.note(commandText.changesNotListed(left));
  const rows = changedRows(comparison);
  return {
    data: { ...refOf(place), workspace: place.workspace.name, ...comparison },
    text:
      rows.length === 0
        ? commandText.noChanges(comparison.notCompared.length === 0)
        : table(terminal, ['Change', 'What', 'Detail'], rows),
  };
};
