import type { Plan, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import type { ConnectionFacts } from './deps.ts';
import type { Draft } from './expand.ts';
import { isActiveToken, readSnapshot } from '../snapshot/snapshot.ts';
import { changeContextOf } from '../kinds/place.ts';
import { readPreImage } from '../kinds/pre-image.ts';
import { itemsLeft } from './superseded.ts';
import { afterPause } from '../kinds/text-plan.ts';

export interface FinishDeps {
  connections: { get(connectionId: string): ConnectionFacts | null };
  roster: RosterReader;
  now: number;
  newId: () => string;
}

const isDone = (item: PlanItem) => item.state.state === 'done' || item.state.state === 'already-so';

/**
 * What a plan that finishes this one consists of. What may have made something already isn't sent again, nor what depends on it; a
 * second step keeps its first, and its pause, only where that first is still to be done too. `plans`: those of the same connections.
 */
export function draftsToFinish(plan: Plan, plans: readonly Plan[], deps: FinishDeps): Draft[] {
  const left = itemsLeft(plan, plans).filter(
    ({ state }) => state.state !== 'unverified' && state.state !== 'sent',
  );
  const ids = new Map(left.map(({ id }) => [id, deps.newId()]));
  const byId = new Map(plan.items.map((item) => [item.id, item]));
  const drafts: Draft[] = [];
  for (const item of left) {
    const { request } = item;
    const first = item.dependsOn === null ? null : (byId.get(item.dependsOn) ?? null);
    const draft = { id: ids.get(item.id) ?? deps.newId(), request };
    const dependsOn = first === null ? null : (ids.get(first.id) ?? null);
    if (dependsOn !== null) drafts.push({ ...draft, dependsOn, pause: item.pause, kept: [] });
    else if (first === null) drafts.push({ ...draft, dependsOn, pause: null, kept: [] });
    else if (isDone(first) && isStillThere(first, deps)) {
      const connection = deps.connections.get(request.connectionId);
      const teller = connection
        ? changeContextOf(connection, readSnapshot(deps.roster, deps.now), request)
        : null;
      const kept = item.pause !== null && teller ? [afterPause(teller)] : [];
      drafts.push({ ...draft, dependsOn: null, pause: null, kept });
    }
  }
  return drafts;
}

/** Without the new token the old one is all there is: then it isn't ended. A list never fetched says nothing of it. */
function isStillThere({ request, preImage }: PlanItem, { roster, now }: FinishDeps): boolean {
  if (request.type !== 'token.create') return true;
  const { connectionId, workspaceId } = request;
  if (roster.freshness(connectionId, workspaceId, 'tokens').fetchedAt === null) return true;
  const before = readPreImage(preImage);
  const created = before?.of === 'creation' ? before.created : null;
  const token = roster.tokens({ connectionId, workspaceId }).find(({ id }) => id === created);
  return created === null || (token !== undefined && isActiveToken(token, now));
}
