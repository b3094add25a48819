import type { Plan } from '../../../../src-preload/contract/plan.ts';
import type { ListName } from '../../../../src-preload/contract/freshness.ts';
import { fail, ok, type Result } from '../../../../src-preload/shared/result.ts';
import { contextOf } from '../../context.ts';
import { differsFrom } from '../../kinds/identity.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readPreImage } from '../../kinds/pre-image.ts';
import { readSnapshot } from '../../snapshot/snapshot.ts';
import { basisLists, isFreshNow } from '../planning/basis.ts';
import { lookedUpOnce, type ChangesDeps } from '../deps.ts';
import { errors } from '../errors.ts';
import { createEventLoopYield } from '../yield-to-event-loop.ts';

interface Place {
  connectionId: string;
  workspaceId: string | null;
  lists: Set<ListName>;
}

/**
 * Reads the lists that a plan rests on again where they are older than a minute; before anything is taken away or created, or where
 * `all` is wanted, all of them.
 */
export async function refreshBasis(
  deps: ChangesDeps,
  plan: Plan,
  signal: AbortSignal,
  { all = false } = {},
): Promise<Result<null>> {
  const places = await staleLists(deps, plan, all);
  if (!places.ok) return places;
  // The list of places first: one that is gone needs no other list, and gives none.
  const ordered = [...places.value].sort(
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

async function staleLists(deps: ChangesDeps, plan: Plan, all: boolean): Promise<Result<Place[]>> {
  const eventLoop = createEventLoopYield();
  const now = deps.now();
  const snapshot = readSnapshot(deps.roster, now);
  const connectionOf = lookedUpOnce((id) => deps.connections.get(id));
  const places = new Map<string, Place>();
  for (const { request } of plan.items) {
    if (eventLoop.isDue()) await eventLoop.next();
    const { connectionId } = request;
    const connection = connectionOf(connectionId);
    if (!connection) return fail(errors.connectionRemoved());
    const context = contextOf(request, connection, snapshot, now);
    for (const { place: workspaceId, list, freshness } of basisLists(context)) {
      // What is sent as a whole record rests on a reading made right before; and one that an earlier request created late must be seen
      // before another is asked for.
      const { rebase, creates } = kindOf(request);
      const mayBeOld = !plan.destructive && rebase === undefined && creates === undefined;
      if (isFreshNow(freshness, now) && mayBeOld && !all) continue;
      const key = `${connectionId} ${workspaceId ?? ''}`;
      const place = places.get(key) ?? { connectionId, workspaceId, lists: new Set() };
      place.lists.add(list);
      places.set(key, place);
    }
  }
  return ok([...places.values()]);
}

/** What would surprise the person who confirmed: a basis that moved, a new block, a new question. `now`: the plan as it is made again. */
export async function movedSince(deps: ChangesDeps, confirmed: Plan, now: Plan): Promise<string[]> {
  const eventLoop = createEventLoopYield();
  const at = deps.now();
  const snapshot = readSnapshot(deps.roster, at);
  const connectionOf = lookedUpOnce((id) => deps.connections.get(id));
  const itemsNow = new Map(now.items.map((item) => [item.id, item]));
  const found = new Set<string>();
  for (const item of confirmed.items) {
    if (eventLoop.isDue()) await eventLoop.next();
    const { request } = item;
    const itemNow = itemsNow.get(item.id);
    const connection = connectionOf(request.connectionId);
    const before = readPreImage(item.preImage);
    const after = readPreImage(itemNow?.preImage ?? null);
    if (!itemNow || !connection || !before || !after) continue;
    const moved = kindOf(request).moved(contextOf(request, connection, snapshot, at), before, after);
    const another = item.ends && itemNow.ends ? differsFrom(item.ends, itemNow.ends) : null;
    const known = new Set(item.checks.filter(isSerious).map(({ code }) => code));
    const fresh = itemNow.checks.filter((check) => isSerious(check) && !known.has(check.code));
    const rest = another === null ? fresh.map(({ words }) => words) : [another];
    for (const text of moved.length > 0 ? moved : rest) found.add(text);
  }
  return [...found];
}

const isSerious = ({ level, needsYes }: Plan['items'][number]['checks'][number]): boolean =>
  level === 'block' || needsYes;
