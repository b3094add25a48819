import { knownOrNone, knownValue, none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import type {
  AllTokensRow,
  AllTokensQuery,
  AllWorkspacesQuery,
  AllWorkspacesRow,
  PersonRow,
  RosterSearch,
  SearchedConnection,
} from '../../store/search/types.ts';
import { tokenStatusAt } from '../history/as-of.ts';
import { column, type Report } from '../../files/report.ts';
import { byOffset, orderText, pieceSize, reportOf, type ListBase } from './pieces.ts';
import { fetched, tokenColumns } from './place-columns.ts';

/** What rows over several connections are made with. */
interface AcrossAsked {
  query: string;
  connections: readonly SearchedConnection[];
  now: number;
  roleLabel: (connectionId: string, role: string) => string;
  /** When a place's list was fetched whole, or null. */
  fetchedAt: (connectionId: string, workspaceId: string) => number | null;
}

const labelOf = (connections: readonly SearchedConnection[]) => {
  const labels = new Map(connections.map(({ id, label }) => [id, label]));
  return (connectionId: string) => labels.get(connectionId) ?? connectionId;
};

/** People, connection by connection: accounts in two of them are never taken for one person. */
export function peopleReport(
  roster: Pick<RosterSearch, 'people'>,
  base: ListBase,
  asked: AcrossAsked,
  sort: { by: 'name'; order: 'asc' | 'desc' },
): Report {
  const { query, connections, now } = asked;
  const label = labelOf(connections);
  const oldest = ({ connectionId, places }: PersonRow) =>
    places.reduce<number | null>((found, { workspaceId }) => {
      const at = asked.fetchedAt(connectionId, workspaceId);
      return at === null ? found : Math.min(found ?? at, at);
    }, null);
  async function* pages() {
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<RosterSearch['people']>> = await roster.people({
        query,
        connections,
        limit: pieceSize,
        sort,
        now,
        ...(after === null ? {} : { after }),
      });
      if (page.rows.length > 0) yield page.rows;
      after = page.next;
    } while (after !== null);
  }
  const places = ({ connectionId, places: some, placeCount }: PersonRow) => {
    const texts = some.map(
      ({ workspaceName, role, status }) =>
        `${workspaceName} (${asked.roleLabel(connectionId, role)}${status === 'pending' ? ', pending' : ''})`,
    );
    const more = placeCount - some.length;
    return [...texts, ...(more > 0 ? [`${more} more`] : [])].join('; ');
  };
  return reportOf<PersonRow>(
    base,
    { order: orderText('name', sort.order), matching: null },
    [
      column.text('name', 'Name', 'name', ({ name }) => name),
      column.text('email', 'E-mail', null, ({ email }) => (email === '' ? notReported : knownValue(email))),
      column.always('connection', 'Connection', null, ({ connectionId }) => label(connectionId)),
      column.always('places', 'In', 'places', places),
      column.amount('placeCount', 'Places', 'places', ({ placeCount }) => knownValue(placeCount)),
      column.amount('activeTokens', 'Active tokens known', 'tokens', ({ tokens }) =>
        knownValue(tokens.active),
      ),
      column.always('userId', 'User id', null, ({ userId }) => userId),
      column.time('asOf', 'As of', null, (row) => fetched(oldest(row))),
    ],
    pages,
  );
}

export async function allTokensReport(
  roster: Pick<RosterSearch, 'tokensAcross'>,
  base: ListBase,
  asked: AcrossAsked,
  sort: AllTokensQuery['sort'],
): Promise<Report> {
  const { query, connections, now } = asked;
  const label = labelOf(connections);
  const serverNow = new Map(connections.map((one) => [one.id, one.serverNow ?? now]));
  const read = (offset: number, limit: number) =>
    roster.tokensAcross({ query, connections, now, sort, offset, limit });
  const { matching } = await read(0, 1);
  return reportOf<AllTokensRow>(
    base,
    { order: orderText(sort.by, sort.order), matching },
    [
      ...tokenColumns<AllTokensRow>(
        (row) => tokenStatusAt(row, serverNow.get(row.connectionId) ?? now),
        (row) => row,
      ),
      column.always('workspace', 'In', null, ({ workspaceName }) => workspaceName),
      column.always('workspaceId', 'Workspace id', null, ({ workspaceId }) => workspaceId),
      column.always('connection', 'Connection', null, ({ connectionId }) => label(connectionId)),
      column.time('asOf', 'As of', null, ({ connectionId, workspaceId }) =>
        fetched(asked.fetchedAt(connectionId, workspaceId)),
      ),
    ],
    () => byOffset(async (offset, limit) => (await read(offset, limit)).rows, 2000),
  );
}

export async function allWorkspacesReport(
  roster: Pick<RosterSearch, 'workspacesAcross'>,
  base: ListBase,
  asked: AcrossAsked & {
    /** Whether all records of the list of members of the place that has them could be read. */
    isWhole: (connectionId: string, workspaceId: string) => boolean;
  },
  sort: AllWorkspacesQuery['sort'],
): Promise<Report> {
  const { query, connections, now } = asked;
  const label = labelOf(connections);
  const read = (offset: number, limit: number) =>
    roster.workspacesAcross({ query, connections, now, sort, offset, limit });
  const { matching } = await read(0, 1);
  const kept = ({ connectionId, membersAt, id }: AllWorkspacesRow) =>
    [connectionId, membersAt ?? id] as const;
  const counted = (row: AllWorkspacesRow): Known<string> => {
    const { members } = row.counts;
    if (members === null) return notReported;
    return knownValue(`${asked.isWhole(...kept(row)) ? '' : '≥ '}${members}`);
  };
  const named = <T extends { name: string }>(item: Known<T>): Known<string> =>
    item.state === 'known' ? knownValue(item.value.name) : item;
  return reportOf<AllWorkspacesRow>(
    base,
    { order: orderText(sort.by, sort.order), matching },
    [
      column.always('name', 'Name', null, ({ name }) => name),
      column.always('scope', 'Kind of place', null, ({ scope }) => scope),
      column.always('connection', 'Connection', null, ({ connectionId }) => label(connectionId)),
      column.text('organization', 'Organization', 'organization', ({ organization }) => named(organization)),
      column.text('url', 'Address', null, ({ instance }) => instance.url),
      column.text('myRole', 'Your role', 'role', ({ connectionId, myRole }) =>
        myRole.state === 'known' ? knownValue(asked.roleLabel(connectionId, myRole.value)) : myRole,
      ),
      column.text('members', 'Members', 'members', counted),
      column.text('pending', 'Pending', 'members', ({ counts }) =>
        counts.pending === null ? notReported : knownValue(String(counts.pending)),
      ),
      column.text('owner', 'Created by', null, ({ owner }) => named(owner)),
      column.text('description', 'Description', null, ({ description }) =>
        description.state === 'known' && description.value === '' ? none : description,
      ),
      column.always('id', 'Id', null, ({ id }) => id),
      column.time('membersAsOf', 'Members as of', null, (row) => {
        const at = asked.fetchedAt(...kept(row));
        return at === null ? notReported : knownOrNone(at);
      }),
    ],
    () => byOffset(async (offset, limit) => (await read(offset, limit)).rows, 2000),
  );
}
