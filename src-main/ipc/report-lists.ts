import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import { knownValue, none, notReported, type Known } from '../../src-preload/contract/known.ts';
import { parseQuery } from '../../src-preload/contract/query.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { ReportList } from '../../src-preload/contract/reports.ts';
import { fail, ok, type Result } from '../../src-preload/contract/result.ts';
import type { TimelineEntry } from '../../src-preload/contract/timeline.ts';
import { mergeHistory } from '../changes/history.ts';
import type { Core } from '../core.ts';
import { plainError } from '../errors.ts';
import { allTokensReport, allWorkspacesReport, peopleReport } from '../reports/lists/across.ts';
import { historyReport } from '../reports/lists/history.ts';
import { pastInvitationsReport, pastMembersReport, pastTokensReport } from '../reports/lists/past.ts';
import type { ListBase } from '../reports/lists/pieces.ts';
import { invitationsReport, membersReport, tokensReport } from '../reports/lists/place.ts';
import type { Report, ReportSource } from '../reports/report.ts';
import type { TimelineCursor } from '../store/time/types.ts';
import { factsOf } from '../time/as-of.ts';
import { workspaceTimeline, type TimelinePage } from '../time/timeline.ts';
import { count } from '../time/words.ts';
import { hiddenWords, seenHistory, type SeenHistory } from './hidden.ts';
import { askedOf, coverageOf, searchedOf, type Asked } from './people.ts';
import {
  connectionStanding,
  freshnessOf,
  hiddenAt,
  labelIn,
  standingOf,
  type ConnectionStanding,
  type PlaceStanding,
} from './standing.ts';
import { pastPlace, timelineDeps, wordsOf } from './timeline.ts';

type Of<L extends ReportList['list']> = Extract<ReportList, { list: L }>;
type Shown = readonly string[] | null;

/** What is written down of a list: what is shown on the screen, all of it. Errors: gone, or a copy that is hidden. */
export async function reportFor(core: Core, of: ReportList, shown: Shown): Promise<Result<Report>> {
  switch (of.list) {
    case 'members':
    case 'invitations':
    case 'tokens':
      return ofPlace(core, of, shown);
    case 'pastMembers':
    case 'pastInvitations':
    case 'pastTokens':
      return ofPast(core, of, shown);
    case 'people':
    case 'allTokens':
    case 'allWorkspaces':
      return ok(ofEverywhere(core, of, shown));
    case 'history':
      return ofHistory(core, of, shown);
  }
}

const hiddenCopy = (words: string) =>
  plainError('not-found', words, 'Refresh it, or show it anyway, and export again.');

function sourceOf(core: Core, ref: WorkspaceRef, list: ListName, what: string): ReportSource {
  const { fetchedAt, unreadable, error } = freshnessOf(core, ref.connectionId, ref.workspaceId, list);
  return { what, fetchedAt, unreadable, failed: error?.sentence ?? null };
}

const isWhole = ({ fetchedAt, unreadable }: ReportSource) => fetchedAt !== null && unreadable === 0;

function fromConnection({ record, provider }: ConnectionStanding): Report['from'] {
  return [
    { label: 'System', value: provider.product.name },
    { label: 'Connection', value: `${record.label} (${record.badge})` },
    { label: 'Address', value: record.address },
    {
      label: 'Signed in as',
      value: record.identity.email === '' ? record.identity.name : record.identity.email,
    },
  ];
}

function fromPlace(standing: PlaceStanding): Report['from'] {
  const { row } = standing;
  return [
    ...fromConnection(standing),
    {
      label:
        row.scope === 'organization' ? 'Organization' : row.scope === 'account' ? 'Account' : 'Workspace',
      value: row.name,
    },
    { label: 'Id', value: row.id },
    ...(row.organization.state === 'known' && row.organization.value.id !== row.id
      ? [{ label: 'Organization', value: row.organization.value.name }]
      : []),
    ...(row.instance.url.state === 'known' ? [{ label: 'Instance', value: row.instance.url.value }] : []),
    ...(row.origin === 'entered'
      ? [{ label: 'Origin', value: 'entered by hand, not read from a server' }]
      : []),
  ];
}

const listWords = { members: 'Members', invitations: 'Invitations', tokens: 'Tokens' } as const;
const partWords = {
  open: 'Open invitations',
  ended: 'Ended invitations',
  active: 'Active tokens',
  inactive: 'Ended tokens',
} as const;

async function ofPlace(
  core: Core,
  of: Of<'members' | 'invitations' | 'tokens'>,
  shown: Shown,
): Promise<Result<Report>> {
  const ref = { connectionId: of.connectionId, workspaceId: of.workspaceId };
  const found = standingOf(core, ref);
  if (!found.ok) return found;
  const standing = found.value;
  const hidden = hiddenAt(core, ref);
  if (hidden !== null) return fail(hiddenCopy(hiddenWords(hidden)));
  const { roster } = core.store;
  const { roles } = standing.table;
  const { roleLabel, row } = standing;
  const source = sourceOf(core, ref, of.list, listWords[of.list]);
  const now = core.clock.nowFor(of.connectionId);
  const problem = parseQuery(of.query, of.list, { now, roles }).problems[0]?.message;
  const base: ListBase = {
    what: `${of.list === 'members' ? 'Members' : partWords[of.part]} of ${row.name}`,
    from: fromPlace(standing),
    query: of.query,
    sources: [source],
    notes:
      problem === undefined ? [] : [`A part of the search isn’t understood and selects nothing: ${problem}`],
    complete: isWhole(source),
    shown,
    stamp: () => String(roster.freshness(ref.connectionId, ref.workspaceId, of.list).fetchedAt),
  };
  const { fetchedAt } = source;
  switch (of.list) {
    case 'members': {
      const { query, sort } = of;
      const matching = await roster.countMembers(ref, { query, roles }, new AbortController().signal);
      const above = roleAbove(core, standing);
      return ok(
        membersReport(roster, base, { ref, query, sort, roles, roleLabel, above, fetchedAt, matching }),
      );
    }
    case 'invitations': {
      const { query, sort, part: list } = of;
      return ok(
        invitationsReport(roster, base, { ref, query, sort, list, now, roles, roleLabel, fetchedAt }),
      );
    }
    case 'tokens': {
      const { query, sort, part: list } = of;
      return ok(tokensReport(roster, base, { ref, query, sort, list, now, fetchedAt }));
    }
  }
}

/** Who has which role in the organization above; null where there are none, or where they are the place's own people. */
function roleAbove(core: Core, { provider, organization, row }: PlaceStanding) {
  if (organization === null || row.scope !== 'workspace') return null;
  const { roles } = provider.roleTable(organization.row.scope, core.store.roster.roles(organization.ref));
  if (roles.length === 0) return null;
  const label = labelIn(roles);
  const whole =
    hiddenAt(core, organization.ref) === null &&
    core.store.roster.freshness(organization.ref.connectionId, organization.ref.workspaceId, 'members')
      .fetchedAt !== null;
  return (userId: string): Known<string> => {
    if (!whole) return notReported;
    const above = core.store.roster.member(organization.ref, userId);
    return above === null ? none : knownValue(label(above.role));
  };
}

const pastLists = { pastMembers: 'members', pastInvitations: 'invitations', pastTokens: 'tokens' } as const;

async function ofPast(
  core: Core,
  of: Of<'pastMembers' | 'pastInvitations' | 'pastTokens'>,
  shown: Shown,
): Promise<Result<Report>> {
  const place = pastPlace(core, { connectionId: of.connectionId, workspaceId: of.workspaceId });
  if (!place.ok) return place;
  const list = pastLists[of.list];
  const ref = list === 'tokens' ? place.value.tokens : place.value.members;
  const hidden = hiddenAt(core, ref);
  if (hidden !== null) return fail(hiddenCopy(hiddenWords(hidden)));
  const { past } = core.store;
  const facts = factsOf(past, ref, list, of.at);
  if (facts.state !== 'known') return fail(plainError('not-found', facts.words, 'Choose a later moment.'));
  const standing = standingOf(core, ref);
  const name = standing.ok ? standing.value.row.name : of.workspaceId;
  const base: ListBase = {
    what: `${listWords[list]} of ${name} as of ${new Date(of.at).toISOString()}`,
    from: standing.ok ? fromPlace(standing.value) : [],
    query: of.query,
    sources: [sourceOf(core, ref, list, `${listWords[list]}, led back from the copy`)],
    notes: [facts.words, 'Roles have the names that they have now.'],
    complete: facts.complete,
    shown,
    stamp: () => String(core.store.roster.freshness(ref.connectionId, ref.workspaceId, list).fetchedAt),
  };
  const asked = { ref, at: of.at, words: wordsOf(of.query), roleLabel: place.value.roleLabel };
  switch (of.list) {
    case 'pastMembers':
      return ok(await pastMembersReport(past, base, asked));
    case 'pastInvitations':
      return ok(pastInvitationsReport(past, base, asked));
    case 'pastTokens':
      return ok(pastTokensReport(past, base, asked));
  }
}

const everywhere = {
  people: { what: 'People', list: 'members', source: 'Members' },
  allTokens: { what: 'Tokens', list: 'tokens', source: 'Tokens' },
  allWorkspaces: { what: 'Workspaces', list: 'workspaces', source: 'Workspaces' },
} as const;

function ofEverywhere(core: Core, of: Of<'people' | 'allTokens' | 'allWorkspaces'>, shown: Shown): Report {
  const all = askedOf(core, of.connectionIds);
  const connections = searchedOf(all);
  const now = Date.now();
  const { what, list, source } = everywhere[of.list];
  const coverage = coverageOf(core, all, of.query, of.list, now);
  const unknown = coverage.stale + coverage.never + coverage.hidden;
  const one = of.connectionIds?.length === 1 ? connections[0] : undefined;
  const standing = one === undefined ? undefined : all.get(one.id)?.standing;
  const ages = agesOf(
    core,
    connections.map(({ id }) => id),
    now,
  );
  const base: ListBase = {
    what: `${what} of ${one?.label ?? 'all connections'}`,
    from:
      standing === undefined
        ? [{ label: 'Connections', value: connections.map(({ label }) => label).join(', ') }]
        : fromConnection(standing),
    query: of.query,
    sources: [...all.values()].map((asked) => sourceIn(core, asked, list, source, now)),
    notes: [
      `Rests on ${coverage.current} lists of under a day; ${unknown} are older, hidden or were never read, so absence isn’t claimed from them.`,
      ...(coverage.hidden > 0 ? [`${coverage.hidden} copies are hidden for their age and left out.`] : []),
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
      return allTokensReport(roster, base, asked, of.sort);
    case 'allWorkspaces':
      return allWorkspacesReport(
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
    failed: failing === 0 ? null : `of ${failing} ${failing === 1 ? 'list' : 'lists'}`,
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

/** Each page looks through all plans and tokens again. */
const timelinePiece = 1000;

/** As it is on the screen, with what the clock did. */
async function wholeTimeline(core: Core, ref: WorkspaceRef): Promise<TimelineEntry[]> {
  const deps = timelineDeps(core);
  const entries: TimelineEntry[] = [];
  let after: TimelineCursor | null = null;
  do {
    const page: TimelinePage = workspaceTimeline(deps, ref, after, timelinePiece);
    entries.push(...page.rows.map(({ entry }) => entry));
    after = page.next;
    await nextTurn();
  } while (after !== null);
  return entries;
}

function leftOutOf({ hidden, withheld }: SeenHistory): string | null {
  if (hidden !== null) return `${hiddenWords(hidden)} What was seen of it is left out.`;
  if (withheld === 0) return null;
  const copies = count(withheld, 'hidden copy', 'hidden copies');
  return `What was seen in ${copies} is left out: nobody could refresh ${withheld === 1 ? 'it' : 'them'} for long.`;
}

async function ofHistory(core: Core, of: Of<'history'>, shown: Shown): Promise<Result<Report>> {
  const connection = connectionStanding(core, of.connectionId);
  if (!connection.ok) return connection;
  const { connectionId, workspaceId, source } = of;
  const place = workspaceId === null ? null : standingOf(core, { connectionId, workspaceId });
  const { roleLabel } = place?.ok ? place.value : connection.value;
  const { ledger, roster } = core.store;
  const seen = seenHistory(core, connectionId, workspaceId);
  if (seen.hidden !== null && source === 'observed') return fail(hiddenCopy(hiddenWords(seen.hidden)));
  const leftOut = source === 'app' ? null : leftOutOf(seen);
  const entries =
    workspaceId !== null && source === 'all'
      ? await wholeTimeline(core, { connectionId, workspaceId })
      : mergeHistory(ledger.plans(connectionId, workspaceId), source === 'app' ? [] : seen.rows, {
          workspaceId,
          roleLabel,
        }).filter((entry) => source === 'all' || entry.source === source);
  const names = new Map(roster.workspaces(connectionId, Date.now()).map(({ id, name }) => [id, name]));
  const title = place?.ok ? place.value.row.name : connection.value.record.label;
  return ok(
    historyReport(
      {
        what: `History of ${title}`,
        from: place?.ok ? fromPlace(place.value) : fromConnection(connection.value),
        query: source === 'all' ? '' : source === 'app' ? 'changed by this app' : 'seen at a refresh',
        sources: [],
        notes: [
          'What was seen at a refresh changed between “Not before” and “When”; who did it is not known.',
          ...(leftOut === null ? [] : [leftOut]),
        ],
        complete: leftOut === null,
        shown,
        stamp: () => '',
      },
      entries,
      (id) => names.get(id) ?? null,
    ),
  );
}
