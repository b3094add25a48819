import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { ListDoubt, ListName } from '../../src-preload/contract/freshness.ts';
import { doubtText } from '../access/doubt-text.ts';
import type { SystemFacts } from '../../src-preload/contract/system.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { valueOr } from '../../src-preload/shared/known.ts';
import { plainError } from '../base/errors.ts';
import type { Fetched } from '../providers/provider.ts';
import type { LedgerReader } from '../store/ledger/types.ts';
import type { RosterReader } from '../store/roster/types.ts';
import type { RosterSearch } from '../store/search/types.ts';
import type { Target } from './connection-queue.ts';
import { doubtAbout, type Doubt, type FetchedList, type ListCopy } from './plausibility.ts';
import { waitText } from './text.ts';

export interface GateDeps {
  roster: RosterReader & Pick<RosterSearch, 'membersPage'>;
  ledger: Pick<LedgerReader, 'connection'>;
  now: () => number;
  /** IDs that this app's own changes have just taken out of a list. */
  expectedGone?:
    ((target: Target & { connectionId: string }, facts: SystemFacts) => ReadonlySet<string>) | undefined;
}

/** What the list's freshness says while the copy stays. */
export const doubtError = (doubt: Doubt): AppError => plainError('malformed', doubtText(doubt), waitText);

/** So many members of the copy are looked for in the list that was fetched; of shorter lists all are. */
const comparedMembers = 200;
/** After so many records others may work. */
const between = 2000;

/** Judges a list that was fetched against the copy that it would replace; null: it may replace it. */
export async function doubtAt<T>(
  deps: GateDeps,
  target: Target & { connectionId: string },
  facts: SystemFacts,
  { rows, unreadable, partlyUnreadable, ofOtherPlace = 0 }: Fetched<T>,
): Promise<GateDoubt | null> {
  const { connectionId, list } = target;
  const before = await copyOf(deps, target);
  const fetched = await describe(list, rows, { unreadable, partlyUnreadable, ofOtherPlace });
  const found = doubtAbout(before, fetched, new Set());
  if (found === null) return null;
  const expected = new Set(deps.expectedGone?.(target, facts));
  // What is in an organization goes with it.
  if (list === 'workspaces' && expected.size > 0)
    for (const { id, organization } of deps.roster.workspaces(connectionId, deps.now()))
      if (organization.state === 'known' && expected.has(organization.value.id)) expected.add(id);
  if (doubtAbout(before, fetched, expected) === null) return null;
  return { ...found, ...changeBy(deps, target, before, fetched) };
}

/** A doubt, with what the list would change. */
export type GateDoubt = Doubt & Pick<ListDoubt, 'missing' | 'added'>;

/** So many names are kept of what a list would take out. */
const namedMissing = 20;
/** Of a longer list of members only those that were compared are reported. */
const comparedWhole = 5000;

function changeBy(
  { roster, now }: GateDeps,
  { connectionId, workspaceId, list }: Target & { connectionId: string },
  before: ListCopy,
  { ids }: FetchedList,
): Pick<ListDoubt, 'missing' | 'added'> {
  const isWhole = list !== 'members' || before.count <= comparedWhole;
  const ref = { connectionId, workspaceId: workspaceId ?? '' };
  const named = (): { id: string; name: string }[] => {
    switch (list) {
      case 'workspaces':
        return roster.workspaces(connectionId, now()).map(({ id, name }) => ({ id, name }));
      case 'members':
        return (isWhole ? roster.members(ref) : before.ids.flatMap((id) => roster.member(ref, id) ?? [])).map(
          ({ userId: id, name, email }) => ({ id, name: email === '' ? valueOr(name, id) : email }),
        );
      case 'invitations':
        return roster.invitations(ref).map(({ id, email }) => ({ id, name: email }));
      case 'tokens':
        return roster.tokens(ref).map(({ id, name }) => ({ id, name: valueOr(name, id) }));
      case 'roles':
        return roster.roles(ref).map(({ id, name }) => ({ id, name }));
      case 'details':
        return [];
    }
  };
  const copy = named();
  const missing = copy.filter(({ id }) => !ids.has(id));
  return {
    missing: {
      count: isWhole ? missing.length : Math.max(missing.length, before.count - ids.size),
      names: missing.slice(0, namedMissing).map(({ name }) => name),
    },
    added: isWhole ? ids.size - (copy.length - missing.length) : null,
  };
}

async function copyOf(
  { roster, ledger, now }: GateDeps,
  { connectionId, workspaceId, list }: Target & { connectionId: string },
): Promise<ListCopy> {
  const nothing: ListCopy = { count: 0, ids: [], me: null };
  if (roster.freshness(connectionId, workspaceId, list).fetchedAt === null) return nothing;
  const all = (ids: readonly string[]): ListCopy => ({ count: ids.length, ids, me: null });
  if (list === 'workspaces') return all(roster.workspaces(connectionId, now()).map(({ id }) => id));
  if (workspaceId === null) return nothing;
  const ref = { connectionId, workspaceId };
  switch (list) {
    case 'members': {
      const first = { query: '', sort: { by: 'name', order: 'asc' }, offset: 0, roles: [] } as const;
      const page = await roster.membersPage(ref, { ...first, limit: comparedMembers, count: 'none' });
      const me = ledger.connection(connectionId)?.identity.userId ?? null;
      return {
        count: page.total,
        ids: page.rows.map(({ userId }) => userId),
        me: me !== null && roster.member(ref, me) !== null ? me : null,
      };
    }
    case 'invitations':
      return all(roster.invitations(ref).map(({ id }) => id));
    case 'tokens':
      return all(roster.tokens(ref).map(({ id }) => id));
    case 'roles':
      return all(roster.roles(ref).map(({ id }) => id));
    case 'details':
      // One row, which is there or not: only its place is compared.
      return nothing;
  }
}

/** A row's own ID, by the name that its list gives it. */
function idOf(row: unknown): string {
  if (typeof row !== 'object' || row === null) return '';
  const id: unknown = 'userId' in row ? row.userId : 'id' in row ? row.id : '';
  return typeof id === 'string' ? id : '';
}

async function describe<T>(
  list: ListName,
  rows: readonly T[],
  counts: Pick<FetchedList, 'unreadable' | 'partlyUnreadable' | 'ofOtherPlace'>,
): Promise<FetchedList> {
  const byId = new Map<string, T>();
  let contradictions = 0;
  for (const [index, row] of rows.entries()) {
    if (index % between === between - 1) await yieldToEventLoop();
    const id = idOf(row);
    const other = byId.get(id);
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(row)) contradictions += 1;
    byId.set(id, row);
  }
  return { list, ids: byId, ...counts, contradictions };
}
