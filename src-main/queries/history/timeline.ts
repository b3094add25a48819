import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { Plan } from '../../../src-preload/contract/plan.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { pastText } from './text.ts';
import type { TimelineEntry } from '../../../src-preload/contract/timeline.ts';
import { mergeHistory, newestFirst } from '../../changes/history.ts';
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
  ledger: Pick<LedgerReader, 'plans'>;
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
export function workspaceTimeline(
  deps: TimelineDeps,
  ref: WorkspaceRef,
  after: TimelineCursor | null,
  limit: number,
): TimelinePage {
  return workspaceTimelinePages(deps, ref)(after, limit);
}

/** The same for many pages: plans and tokens, which may be thousands, are read once. */
export function workspaceTimelinePages(
  deps: TimelineDeps,
  ref: WorkspaceRef,
): (after: TimelineCursor | null, limit: number) => TimelinePage {
  const { connectionId, workspaceId } = ref;
  const plans = deps.ledger.plans(connectionId, workspaceId);
  const tokens = deps.roster.tokens(ref).map((token) => ({ workspaceId, token }));
  const now = deps.nowFor(connectionId);
  return (after, limit) => {
    const seen = deps.timelines.workspace(ref, after, limit);
    const range = rangeOf(seen, after, limit);
    const entries = entriesOf(deps, connectionId, workspaceId, plans, seen).filter(inside(range));
    return pageOf(
      [...entries, ...expiries(tokens, range, now)].map((entry) => ({ connectionId, entry })),
      seen,
      nextAfter(seen, after, limit),
    );
  };
}

/** The same for one person, over the workspaces of a connection or over all connections. */
export function personTimeline(
  deps: TimelineDeps,
  key: PersonKey,
  after: TimelineCursor | null,
  limit: number,
): TimelinePage {
  const seen = deps.timelines.person(key, after, limit);
  const range = rangeOf(seen, after, limit);
  const plans = deps.ledger.plans(key.connectionId, null);
  const about = itemsAbout(plans, key);
  const connections = new Set([
    ...(key.connectionId === null ? [] : [key.connectionId]),
    ...seen.map((row) => row.connectionId),
    ...about.values(),
  ]);
  const rows = [...connections].flatMap((connectionId) => {
    const here = seen.filter((row) => row.connectionId === connectionId);
    // All plans, because also what isn't about them (their token revoked) is an entry of this app's own.
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
