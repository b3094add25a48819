import type { Plan } from '../../../src-preload/contract/changes.ts';
import { placeOf } from '../../../src-preload/shared/plan.ts';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import { freshFor } from '../kinds/checks-snapshot.ts';
import type { ChangesDeps, ConnectionFacts } from './deps.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';
import { freshnessOf, basisLists } from '../kinds/lists.ts';
import { changeContextOf } from '../kinds/place.ts';
import { readPreImage } from '../kinds/pre-image.ts';
import { connectionRemoved } from './run-state.ts';
import { createEventLoopYield } from './yield-to-event-loop.ts';
import { movedText } from '../kinds/text-moved.ts';

/** Lists older than a minute are read again; before anything is taken away, all of them. */
export async function refreshBasis(
  deps: ChangesDeps,
  plan: Plan,
  signal: AbortSignal,
): Promise<Result<null>> {
  const turns = createEventLoopYield();
  const ground = readSnapshot(deps.roster, deps.now());
  const connections = connectionsOf(deps, plan);
  const wanted = new Map<
    string,
    { connectionId: string; workspaceId: string | null; lists: Set<ListName> }
  >();
  for (const { request } of plan.items) {
    if (turns.isDue()) await turns.next();
    const { connectionId } = request;
    const connection = connections.get(connectionId);
    if (!connection) return fail(connectionRemoved());
    for (const needed of basisLists(request, connection, ground)) {
      const { fetchedAt, error } = freshnessOf(ground, connectionId, needed);
      const age = fetchedAt === null || error !== null ? Infinity : deps.now() - fetchedAt;
      // One from the future says nothing of its age: the clock was set back.
      const isFresh = age >= 0 && age <= freshFor;
      if (isFresh && !plan.destructive) continue;
      const key = `${connectionId} ${needed.place ?? ''}`;
      const entry = wanted.get(key) ?? { connectionId, workspaceId: needed.place, lists: new Set() };
      entry.lists.add(needed.list);
      wanted.set(key, entry);
    }
  }
  // The list of places first: one that is gone needs no other list, and gives none.
  const ordered = [...wanted.values()].sort(
    (a, b) => Number(a.workspaceId !== null) - Number(b.workspaceId !== null),
  );
  for (const { connectionId, workspaceId, lists } of ordered) {
    const isGone =
      workspaceId !== null && deps.roster.workspace({ connectionId, workspaceId }, deps.now()) === null;
    if (isGone) continue;
    const fetched = await deps.sync.fetchNow(connectionId, workspaceId, [...lists], signal);
    if (!fetched.ok) return fetched;
  }
  return ok(null);
}

/** What would surprise the one who said yes: moved ground, a new refusal, a new question. */
export async function movedSince(deps: ChangesDeps, plan: Plan, again: Plan): Promise<string[]> {
  const turns = createEventLoopYield();
  const ground = readSnapshot(deps.roster, deps.now());
  const connections = connectionsOf(deps, plan);
  const anew = new Map(again.items.map((item) => [item.id, item]));
  const words: string[] = [];
  for (const item of plan.items) {
    if (turns.isDue()) await turns.next();
    const now = anew.get(item.id);
    const connection = connections.get(item.request.connectionId);
    const before = readPreImage(item.preImage);
    const after = readPreImage(now?.preImage ?? null);
    if (!now || !connection || !before || !after) continue;
    const moved = movedText(item.request, before, after, changeContextOf(connection, ground, item.request));
    const known = new Set(
      item.checks.filter(({ level, needsYes }) => level === 'block' || needsYes).map(({ code }) => code),
    );
    const fresh = now.checks.filter(
      ({ code, level, needsYes }) => (level === 'block' || needsYes) && !known.has(code),
    );
    words.push(...(moved.length > 0 ? moved : fresh.map((check) => check.words)));
  }
  return [...new Set(words)];
}

/** Read once: a plan of thousands is of a few connections. */
function connectionsOf(deps: ChangesDeps, plan: Plan): Map<string, ConnectionFacts | null> {
  const ids = new Set(plan.items.map(({ request }) => request.connectionId));
  return new Map([...ids].map((id) => [id, deps.connections.get(id)]));
}

/** The places of a plan, for telling who shows them. */
export function placesOf(plan: Plan): { connectionId: string; workspaceId: string | null }[] {
  const places = plan.items.map(({ request }) => ({
    connectionId: request.connectionId,
    workspaceId: placeOf(request),
  }));
  return [
    ...new Map(places.map((place) => [`${place.connectionId} ${place.workspaceId ?? ''}`, place])).values(),
  ];
}
