import type { ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type {
  HistoryEntry,
  HistoryTopic,
  ObservedKind,
  PlacedHistoryEntry,
} from '../../../src-preload/contract/history.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import { parseQuery, type QueryTerm } from '../../../src-preload/shared/query/parse.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { mergeHistoryInTurns } from '../../changes/history.ts';
import type { Core } from '../../core.ts';
import { acrossContext } from '../../store/search/query/places.ts';
import { askedOf, rowConnection, searchedOf, type Asked } from '../asked-connections.ts';
import type { Query } from '../query.ts';
import { pastPlace } from './past-place.ts';
import { seenHistory } from './seen-history.ts';

interface Row {
  asked: Asked;
  entry: HistoryEntry;
  topic: HistoryTopic;
  workspaceName: string | null;
}

/** What an observed change is about, as `kind:` names it. */
function topicOfObserved(kind: ObservedKind): HistoryTopic {
  switch (kind) {
    case 'member.joined':
    case 'member.left':
    case 'member.status':
      return 'member';
    case 'member.role':
    case 'role.created':
    case 'role.gone':
    case 'role.permissions':
      return 'role';
    case 'token.created':
    case 'token.gone':
    case 'token.revoked':
    case 'token.enabled':
    case 'token.disabled':
      return 'token';
    case 'invitation.sent':
    case 'invitation.ended':
      return 'invitation';
    case 'workspace.appeared':
    case 'workspace.gone':
    case 'workspace.changed':
    case 'details.changed':
      return 'workspace';
  }
}

/** The same of a change that Steward made. */
function topicOfRequest({ type }: Pick<ChangeRequest, 'type'>): HistoryTopic {
  if (type === 'member.set-role' || type.startsWith('role.')) return 'role';
  if (type === 'member.invite' || type.startsWith('invitation.')) return 'invitation';
  if (type.startsWith('member.')) return 'member';
  return type.startsWith('token.') ? 'token' : 'workspace';
}

/** All that was done here and seen on one connection, with the names of its places. */
async function rowsOf(
  core: Core,
  connectionId: string,
  asked: Asked,
): Promise<{ rows: Row[]; withheld: number }> {
  const { ledger, roster, past } = core.store;
  const plans = await ledger.plans(connectionId, null);
  const seen = seenHistory(core, connectionId, null);
  const names = new Map([
    ...past.gonePlaces(connectionId).map(({ workspaceId, name }) => [workspaceId, name] as const),
    ...roster.workspaces(connectionId, Date.now()).map(({ id, name }) => [id, name] as const),
  ]);
  const requests = new Map(
    plans.flatMap(({ id, items }) => items.map((item) => [`${id} ${item.id}`, item.request] as const)),
  );
  const merged = await mergeHistoryInTurns(plans, seen.rows, { roleLabel: asked.roleLabel });
  const rows = merged.map((entry) => {
    const request = entry.source === 'app' ? requests.get(`${entry.planId} ${entry.itemId}`) : undefined;
    return {
      asked,
      entry,
      topic:
        entry.source === 'observed'
          ? topicOfObserved(entry.kind)
          : request === undefined
            ? 'workspace'
            : topicOfRequest(request),
      workspaceName: entry.workspaceId === null ? null : (names.get(entry.workspaceId) ?? null),
    };
  });
  return { rows, withheld: seen.withheld };
}

function fits({ asked, entry, topic, workspaceName }: Row, term: QueryTerm): boolean {
  const has = (...texts: readonly (string | null)[]) =>
    term.type === 'text' &&
    term.values.some((word) => texts.some((text) => text !== null && fold(text).includes(word)));
  const among = (value: string) => term.type === 'among' && term.values.includes(value);
  switch (term.type === 'token' ? null : term.key) {
    case 'who':
      return has(entry.text);
    case 'ws':
      return has(workspaceName);
    case 'conn':
      return among(asked.searched.id);
    case 'system':
      return among(asked.searched.system.id);
    case 'kind':
      return among(topic);
    case 'by':
      return among(entry.source === 'app' ? 'steward' : 'observed');
    case 'when':
      return (
        term.type === 'time' &&
        term.values.some(
          (test) =>
            test.is === 'known' ||
            (test.is === 'between' &&
              (test.from === null || entry.at >= test.from) &&
              (test.until === null || entry.at < test.until)),
        )
      );
    default:
      return has(entry.text, workspaceName, asked.searched.label);
  }
}

/** All that was done here and seen on every connection and fits a query, newest first. */
export async function findInHistory(core: Core, query: string) {
  const all = askedOf(core, null);
  const { terms, problems } = parseQuery(query, 'allHistory', acrossContext(searchedOf(all), Date.now()));
  const wanted = terms.find((term) => term.type === 'among' && term.key === 'conn' && !term.negated);
  let withheld = 0;
  const rows: Row[] = [];
  for (const [connectionId, asked] of all) {
    // Other connections needn't be read for it.
    if (wanted?.type === 'among' && !wanted.values.includes(connectionId)) continue;
    const of = await rowsOf(core, connectionId, asked);
    withheld += of.withheld;
    for (const row of of.rows) if (terms.every((term) => fits(row, term) !== term.negated)) rows.push(row);
  }
  // Each connection's own order stays where times are equal.
  rows.sort((a, b) => b.entry.at - a.entry.at);
  return { rows, withheld, problems };
}

/** An entry with where it belongs. */
export const placedEntry =
  (core: Core) =>
  ({ asked, entry, workspaceName, topic }: Row): PlacedHistoryEntry => ({
    connection: rowConnection(asked),
    workspaceName: workspaceName ?? goneName(core, asked, entry),
    topic,
    entry,
  });

/** What was done here and seen on every connection, newest first. */
export const allHistory: Query<'history', 'all'> = async (core, { query, offset, limit }) => {
  const { rows, withheld, problems } = await findInHistory(core, query);
  return ok({
    rows: rows.slice(offset, offset + limit).map(placedEntry(core)),
    matching: rows.length,
    withheld,
    problems,
  });
};

/** A place that is in no list now and whose history stays. */
function goneName(core: Core, { searched }: Asked, { workspaceId }: HistoryEntry): string | null {
  if (workspaceId === null) return null;
  const place = pastPlace(core, { connectionId: searched.id, workspaceId });
  return place.ok ? place.value.name : null;
}
