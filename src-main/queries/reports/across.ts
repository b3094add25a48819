import type { ListName } from '../../../src-preload/contract/freshness.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import type { Core } from '../../core.ts';
import { allTokensReport, allWorkspacesReport, peopleReport } from './across-columns.ts';
import type { ListBase } from './pieces.ts';
import type { Report, ReportSource } from '../../files/report.ts';
import { askedOf, searchedOf, type Asked } from '../asked-connections.ts';
import { coverageOf } from '../coverage.ts';
import { isWhole, fromConnection, type Of, type Shown } from './sources.ts';
import { noteText } from './text.ts';

const lists = {
  people: { what: 'People', list: 'members', source: 'Members' },
  allTokens: { what: 'Tokens', list: 'tokens', source: 'Tokens' },
  allWorkspaces: { what: 'Workspaces', list: 'workspaces', source: 'Workspaces' },
} as const;

/** People, tokens or workspaces of all connections that the search is about. */
export async function ofAllConnections(
  core: Core,
  of: Of<'people' | 'allTokens' | 'allWorkspaces'>,
  shown: Shown,
): Promise<Report> {
  const all = askedOf(core, of.connectionIds);
  const connections = searchedOf(all);
  const now = Date.now();
  const { what, list, source } = lists[of.list];
  const coverage = coverageOf(core, all, of.query, of.list, now);
  const unknown = coverage.stale + coverage.waiting + coverage.never + coverage.hidden;
  const one = of.connectionIds?.length === 1 ? connections[0] : undefined;
  const access = one === undefined ? undefined : all.get(one.id)?.access;
  const ages = agesOf(
    core,
    connections.map(({ id }) => id),
    now,
  );
  const base: ListBase = {
    what: `${what} of ${one?.label ?? 'all connections'}`,
    from:
      access === undefined
        ? [{ label: 'Connections', value: connections.map(({ label }) => label).join(', ') }]
        : fromConnection(access),
    query: of.query,
    sources: [...all.values()].map((asked) => sourceIn(core, asked, list, source, now)),
    notes: [
      noteText.coverage(coverage.fresh, unknown),
      ...(coverage.hidden > 0 ? [noteText.hiddenCopies(coverage.hidden)] : []),
    ],
    complete: coverage.never + coverage.hidden + coverage.incomplete === 0,
    shown,
    stamp: () =>
      agesOf(
        core,
        connections.map(({ id }) => id),
        now,
      ).stamp(list),
  };
  const asked = {
    query: of.query,
    connections,
    now,
    roleLabel: (connectionId: string, role: string) => all.get(connectionId)?.roleLabel(role) ?? role,
    fetchedAt: (connectionId: string, workspaceId: string) =>
      ages.at(connectionId, workspaceId, of.list === 'allTokens' ? 'tokens' : 'members').fetchedAt,
  };
  const { roster } = core.store;
  switch (of.list) {
    case 'people':
      return peopleReport(roster, base, asked, of.sort);
    case 'allTokens':
      return await allTokensReport(roster, base, asked, of.sort);
    case 'allWorkspaces':
      return await allWorkspacesReport(
        roster,
        base,
        {
          ...asked,
          isWhole: (connectionId, workspaceId) => isWhole(ages.at(connectionId, workspaceId, 'members')),
        },
        of.sort,
      );
  }
}

/** The oldest list of a connection stands for them all; each row has the age of its own besides. */
function sourceIn(core: Core, asked: Asked, list: ListName, what: string, now: number): ReportSource {
  const { id, label } = asked.searched;
  if (list === 'workspaces') {
    const { fetchedAt, unreadable, error } = core.store.roster.freshness(id, null, list);
    return { what: `${what} of ${label}`, fetchedAt, unreadable, failed: error?.sentence ?? null };
  }
  const { oldest, incomplete, failing } = coverageOf(
    core,
    new Map([[id, asked]]),
    '',
    list === 'tokens' ? 'allTokens' : 'people',
    now,
  );
  return {
    what: `${what} of ${label} (the oldest list)`,
    fetchedAt: oldest,
    unreadable: incomplete,
    failed: failing === 0 ? null : `of ${plural(failing, 'list')}`,
  };
}

/** When each place's lists were fetched, read once. */
function agesOf(core: Core, connectionIds: readonly string[], now: number) {
  const { roster } = core.store;
  const known = new Map<string, ReportSource>();
  const at = (connectionId: string, workspaceId: string, list: ListName): ReportSource => {
    const key = `${connectionId} ${workspaceId} ${list}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { fetchedAt, unreadable } = roster.freshness(connectionId, workspaceId, list);
    const found = { what: '', fetchedAt, unreadable, failed: null };
    known.set(key, found);
    return found;
  };
  return {
    at,
    stamp: (list: ListName) =>
      connectionIds
        .map((id) => {
          const places = roster.workspaces(id, now).map((row) => at(id, row.id, list).fetchedAt);
          return `${id} ${roster.freshness(id, null, 'workspaces').fetchedAt} ${places.join(' ')}`;
        })
        .join('\n'),
  };
}
