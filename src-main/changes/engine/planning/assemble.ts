import type { Confirmation, Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { comparable } from '../../../../src-preload/shared/normalize.ts';
import { contextOf, factsOf } from '../../context.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readSnapshot } from '../../snapshot/snapshot.ts';
import { lookedUpOnce } from '../deps.ts';
import type { PlanningDeps } from './plan-items.ts';
import { planTitle, planVerb } from './plan-title.ts';
import { secondPersonReason } from './second-person.ts';
import { planText } from '../text.ts';
import { createEventLoopYield } from '../yield-to-event-loop.ts';

/** The whole plan around its items, letting other work run in between. */
export async function assemble(
  base: Pick<Plan, 'id' | 'createdAt' | 'leftOut'>,
  items: PlanItem[],
  deps: PlanningDeps,
): Promise<Plan> {
  const eventLoop = createEventLoopYield();
  const snapshot = readSnapshot(deps.roster, deps.now);
  const connectionOf = lookedUpOnce((id) => deps.connections.get(id));
  const contextOfItem = ({ request }: PlanItem) => {
    const connection = connectionOf(request.connectionId);
    return connection ? contextOf(request, connection, snapshot, deps.now) : null;
  };
  const connections = [...new Set(items.map(({ request }) => request.connectionId))].map(connectionOf);
  const [first] = connections;
  const facts = first && connections.length === 1 ? factsOf(first) : null;
  const guided =
    connections.length > 0 && connections.every((connection) => connection && factsOf(connection).guided);
  if (eventLoop.isDue()) await eventLoop.next();
  const verb = planVerb(items, facts, contextOfItem);
  // Writing its count makes the first number format, which takes a while on its own.
  if (eventLoop.isDue()) await eventLoop.next();
  const title = planTitle(items, verb, contextOfItem);
  if (eventLoop.isDue()) await eventLoop.next();
  const secondPerson = await secondPersonReason(items, deps.secondPersonFrom, contextOfItem);
  const confirmation = confirmationOf(items, guided, deps.typeNameFrom);
  return {
    ...base,
    title,
    verb: guided ? planText.markAsDone : verb,
    appliedAt: null,
    finishedAt: null,
    status: 'draft',
    destructive: items.some(({ op }) => op === 'remove'),
    guided,
    // A second person reads what they confirm.
    ...(secondPerson === null
      ? { confirmation }
      : { confirmation: confirmation.type === 'none' ? { type: 'review' } : confirmation, secondPerson }),
    items,
    alsoChanged: [],
    unfinished: 0,
  };
}

/** The confirmation that a plan needs: the more it takes away, the more has to be typed. */
function confirmationOf(items: readonly PlanItem[], guided: boolean, typeNameFrom: number): Confirmation {
  const [first] = items;
  if (!first) return { type: 'none' };
  const isOnePlace =
    new Set(items.map(({ target }) => `${target.connectionId} ${target.workspaceId ?? ''}`)).size === 1;
  const name =
    isOnePlace && first.target.workspaceId !== null ? typeable(first.target) : first.target.connectionLabel;
  const final = items.filter(({ request }) => kindOf(request).confirmation === 'type-name');
  const removals = items.filter(({ op }) => op === 'remove').length;
  if (final.filter(({ op }) => op === 'remove').length > 1 || removals >= typeNameFrom)
    return { type: 'type-name-and-count', name, count: removals };
  if (final[0]) return { type: 'type-name', name: typeable(final[0].target) };
  return isSafe(items, guided) ? { type: 'none' } : { type: 'review' };
}

/** The name of the place, or its id where nothing of the name can be typed. */
const typeable = ({ workspaceName, workspaceId }: PlanItem['target']): string =>
  comparable(workspaceName) === '' ? (workspaceId ?? '') : workspaceName;

/** One thing was asked for, it takes nothing away, and nothing speaks against it. */
const isSafe = (items: readonly PlanItem[], guided: boolean): boolean =>
  // The steps have to be read before they are marked as done.
  !guided &&
  items.filter(({ dependsOn }) => dependsOn === null).length === 1 &&
  items.every(
    ({ op, request, dependsOn, checks }) =>
      op !== 'remove' &&
      (kindOf(request).confirmation === 'none' || dependsOn !== null) &&
      checks.every(({ level }) => level === 'info'),
  );

/** Why the plan can't be applied, or null. */
export const blockedText = (items: readonly PlanItem[]): string | null => {
  for (const { title, checks } of items)
    for (const { level, words } of checks)
      if (level === 'block') return items.length === 1 ? words : planText.blockedItem(title, words);
  return null;
};
