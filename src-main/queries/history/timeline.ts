import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { pastText } from './text.ts';
import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import { mergeHistory, newestFirst, observationSlack } from '../../changes/history.ts';
import type {
  PersonKey,
  RosterPast,
  TimelineCursor,
  TimelineRow,
  Timelines,
} from '../../store/history/types.ts';
import type { LedgerReader } from '../../store/ledger/types.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import type { TokenRow } from '../../base/records.ts';

export interface TimelineDeps {
  timelines: Timelines;
  ledger: Pick<LedgerReader, 'plansBetween'>;
  roster: Pick<RosterReader, 'tokens'>;
  past: Pick<RosterPast, 'tokensOf'>;
  /** By a server's clock where this computer's is off: when tokens have expired. */
  nowFor: (connectionId: string) => number;
  roleLabel: (connectionId: string, workspaceId: string | null, role: string) => string;
}
export interface TimelinePage {
  rows: { connectionId: string; entry: TimelineEntry }[];
  /** Where the next, older page begins; null where there is none. */
  next: TimelineCursor | null;
}

/** What belongs between two pages' ends: at least as new as this page's last row, older than the page before's. */
interface TimeRange {
  from: number;
  before: number;
}

/**
 * All that is known to have happened in a place, newest first: what was seen, what this app did (once, as in the history of the change
 * engine) and what the clock did to its tokens. A page has up to `limit` of what was seen, and the rest of that time.
 */
export async function workspaceTimeline(
  deps: TimelineDeps,
  ref: WorkspaceRef,
  after: TimelineCursor | null,
  limit: number,
): Promise<TimelinePage> {
  const { connectionId, workspaceId } = ref;
  const seen = deps.timelines.workspace(ref, after, limit);
  const range = rangeOf(seen, after, limit);
  const plans = await deps.ledger.plansBetween(connectionId, workspaceId, around(range, seen));
  const tokens = deps.roster.tokens(ref).map((token) => ({ workspaceId, token }));
  const entries = entriesOf(deps, connectionId, workspaceId, plans, seen).filter(inside(range));
  return pageOf(
    [...entries, ...expiries(tokens, range, deps.nowFor(connectionId))].map((entry) => ({
      connectionId,
      entry,
    })),
    seen,
    nextAfter(seen, after, limit),
  );
}

/** The same for one person, over the workspaces of a connection or over all connections. */
export async function personTimeline(
  deps: TimelineDeps,
  key: PersonKey,
  after: TimelineCursor | null,
  limit: number,
): Promise<TimelinePage> {
  const seen = deps.timelines.person(key, after, limit);
  const range = rangeOf(seen, after, limit);
  const plans = await deps.ledger.plansBetween(key.connectionId, null, around(range, seen));
  const about = itemsAbout(plans, key);
  const connections = new Set([
    ...(key.connectionId === null ? [] : [key.connectionId]),
    ...seen.map((row) => row.connectionId),
    ...about.values(),
  ]);
  const rows = [...connections].flatMap((connectionId) => {
    const here = seen.filter((row) => row.connectionId === connectionId);
    // Of all plans, because also what isn't about them (their token revoked) is an entry of this app's own.
    const entries = entriesOf(deps, connectionId, null, plans, here).filter(
      (entry) =>
        inside(range)(entry) &&
        (entry.source !== 'app' || about.get(keyOf(entry.planId, entry.itemId)) === connectionId),
    );
    const users = new Set([
      ...(key.userId !== null && connectionId === key.connectionId ? [key.userId] : []),
      ...here.flatMap(({ personId }) => personId ?? []),
    ]);
    const expired = [...users].flatMap((userId) =>
      expiries(deps.past.tokensOf(connectionId, userId), range, deps.nowFor(connectionId)),
    );
    return [...entries, ...expired].map((entry) => ({ connectionId, entry }));
  });
  return pageOf(rows, seen, nextAfter(seen, after, limit));
}

function entriesOf(
  deps: TimelineDeps,
  connectionId: string,
  workspaceId: string | null,
  plans: readonly Plan[],
  seen: readonly TimelineRow[],
): TimelineEntry[] {
  return mergeHistory(plans, seen, {
    workspaceId,
    roleLabel: (role) => deps.roleLabel(connectionId, workspaceId, role),
  });
}

/** Items about this person, with their connections. */
function itemsAbout(plans: readonly Plan[], key: PersonKey): Map<string, string> {
  const email = key.email?.toLowerCase() ?? null;
  const isAbout = (request: ChangeRequest) => {
    const userId = 'userId' in request ? request.userId : null;
    // Two people of a connection may share an e-mail, so it counts only where the ids can't be compared.
    return userId !== null && key.userId !== null && request.connectionId === key.connectionId
      ? userId === key.userId
      : 'email' in request && email !== null && request.email.toLowerCase() === email;
  };
  return new Map(
    plans.flatMap((plan) =>
      plan.items
        .filter(({ request }) => isAbout(request))
        .map((item) => [keyOf(plan.id, item.id), item.target.connectionId]),
    ),
  );
}
const keyOf = (planId: string, itemId: string) => `${planId}/${itemId}`;

function expiries(
  tokens: readonly { workspaceId: string; token: TokenRow }[],
  range: TimeRange,
  now: number,
): TimelineEntry[] {
  return tokens.flatMap(({ workspaceId, token }): TimelineEntry[] => {
    const { expiresAt, revokedAt } = token;
    if (expiresAt.state !== 'known' || expiresAt.value > now) return [];
    const at = expiresAt.value;
    if (at < range.from || at >= range.before) return [];
    if (revokedAt.state === 'known' && revokedAt.value <= at) return [];
    const id = `clock:${workspaceId}:${token.id}`;
    const text = pastText.tokenExpired(valueOr(token.name, token.id));
    return [{ source: 'clock', id, kind: 'token.expired', at, text, workspaceId }];
  });
}

/** `at` never goes up from page to page, whatever the clock did: everything else is on one page only. */
const nextAfter = (
  seen: readonly TimelineRow[],
  after: TimelineCursor | null,
  limit: number,
): TimelineCursor | null => {
  const last = seen.at(-1);
  if (last === undefined || seen.length < limit) return null;
  const at = seen.reduce((least, row) => Math.min(least, row.at), after?.at ?? Number.POSITIVE_INFINITY);
  return { at, id: last.id };
};
const rangeOf = (seen: readonly TimelineRow[], after: TimelineCursor | null, limit: number): TimeRange => ({
  from: nextAfter(seen, after, limit)?.at ?? Number.NEGATIVE_INFINITY,
  before: after?.at ?? Number.POSITIVE_INFINITY,
});
/** When what this app did happened that belongs to the page, or was seen in it as its own doing: the clock may have been set back. */
const around = ({ from, before }: TimeRange, seen: readonly TimelineRow[]) => ({
  from: seen.reduce((least, { at }) => Math.min(least, at - observationSlack), from),
  until: seen.reduce((most, { at }) => Math.max(most, at + observationSlack), before),
});
/** What was seen is its page's already; the rest goes by its time. */
const inside =
  ({ from, before }: TimeRange) =>
  (entry: TimelineEntry): boolean =>
    entry.source === 'observed' || (entry.at >= from && entry.at < before);

const pageOf = (
  rows: TimelinePage['rows'],
  seen: readonly TimelineRow[],
  next: TimelineCursor | null,
): TimelinePage => ({ rows: newestFirst(rows, seen, ({ entry }) => entry), next });
