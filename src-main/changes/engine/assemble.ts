import type { ChangeRequest, Confirmation, Plan, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { BuildDeps } from './plan.ts';
import { readSnapshot } from '../snapshot/snapshot.ts';
import { factsOf, changeContextOf } from '../kinds/place.ts';
import { quoted } from '../text.ts';
import { planTitle, planVerb } from '../kinds/text-plan.ts';

const safeAlone = new Set<ChangeRequest['type']>([
  'workspace.create',
  'workspace.clone',
  'workspace.update',
  'organization.create',
  'organization.update',
  'member.invite',
  'invitation.accept',
  'role.create',
  'token.create',
]);

/** The yes a plan needs: the more it takes away, the more has to be typed. */
export function confirmationOf(items: readonly PlanItem[], guided: boolean): Confirmation {
  const [first] = items;
  if (!first) return { type: 'none' };
  const oneWorkspace =
    new Set(items.map(({ target }) => `${target.connectionId} ${target.workspaceId ?? ''}`)).size === 1;
  const name =
    oneWorkspace && first.target.workspaceId !== null
      ? first.target.workspaceName
      : first.target.connectionLabel;
  const deletes = items.filter(({ request }) => request.type === 'workspace.delete');
  // Neither comes back by anything that could be done from here.
  const [final] = items.filter(
    ({ request }) => request.type === 'workspace.delete' || request.type === 'workspace.transfer',
  );
  const removals = items.filter(({ op }) => op === 'remove').length;
  if (deletes.length > 1 || removals > 5) return { type: 'type-name-and-count', name, count: removals };
  if (final) return { type: 'type-name', name: final.target.workspaceName };
  const asked = items.filter(({ dependsOn }) => dependsOn === null);
  const safe =
    // The steps have to be read before they are marked as done.
    !guided &&
    asked.length === 1 &&
    items.every(
      (item) =>
        item.op !== 'remove' &&
        (safeAlone.has(item.request.type) || item.dependsOn !== null) &&
        item.checks.every((check) => check.level === 'info'),
    );
  return safe ? { type: 'none' } : { type: 'review' };
}

/** Items that could be tried again or finished from here; none while nothing was applied yet. */
export function unfinishedItems(plan: Pick<Plan, 'items' | 'status'>): PlanItem[] {
  if (plan.status === 'draft') return [];
  const byId = new Map(plan.items.map((item) => [item.id, item]));
  const open = ({ state, dependsOn }: PlanItem): boolean => {
    if (state.state === 'failed') return state.error.retryable;
    if (state.state === 'skipped') {
      const first = dependsOn === null ? undefined : byId.get(dependsOn);
      return first === undefined || open(first);
    }
    return state.state === 'pending' || state.state === 'unverified' || state.state === 'sent';
  };
  return plan.items.filter(open);
}

/** The whole plan around its items. */
export function assemble(
  base: Pick<Plan, 'id' | 'createdAt' | 'leftOut'>,
  items: PlanItem[],
  deps: BuildDeps,
): Plan {
  const ground = readSnapshot(deps.roster, deps.now);
  const connections = new Map(
    [...new Set(items.map(({ request }) => request.connectionId))].map((id) => [
      id,
      deps.connections.get(id),
    ]),
  );
  const tell = ({ request }: PlanItem) => {
    const connection = connections.get(request.connectionId);
    return connection ? changeContextOf(connection, ground, request) : null;
  };
  const [first] = items;
  // The words of one system can't speak for two; those of a role are its place's.
  const isOneSystem = items.every(({ target }) => target.connectionId === first?.target.connectionId);
  const teller = first && isOneSystem ? tell(items.at(-1) ?? first) : null;
  const guided =
    items.length > 0 &&
    [...connections.values()].every((connection) => connection && factsOf(connection).guided);
  const verb = planVerb(items, teller);
  return {
    ...base,
    title: planTitle(items, verb, teller),
    verb: guided ? 'Mark as done' : verb,
    appliedAt: null,
    finishedAt: null,
    status: 'draft',
    destructive: items.some(({ op }) => op === 'remove'),
    guided,
    confirmation: confirmationOf(items, guided),
    items,
    unfinished: 0,
  };
}

export const blockedWords = (items: readonly PlanItem[]): string | null => {
  for (const item of items)
    for (const check of item.checks)
      if (check.level === 'block')
        return items.length === 1 ? check.words : `${quoted(item.title)}: ${check.words}`;
  return null;
};
