import type { ChangeRequest, Confirmation, PlanItem } from '../contract/changes.ts';

/** The place that a change is made in; null for those that are the connection's. */
export const placeOf = (request: ChangeRequest): string | null =>
  'workspaceId' in request ? request.workspaceId : null;

/** What has to be typed for this confirmation, or null where nothing has to. */
export function typedFor(needed: Confirmation): string | null {
  if (needed.type === 'type-name') return needed.name;
  if (needed.type === 'type-name-and-count') return `${needed.name} ${needed.count}`;
  return null;
}

type Item = Pick<PlanItem, 'id' | 'dependsOn' | 'checks'>;

export const isBlocked = ({ checks }: Pick<Item, 'checks'>): boolean =>
  checks.some(({ level }) => level === 'block');

/**
 * The ids of the changes that can't be made, with those that belong to them: half of an invitation with a role, or of a rotation, isn't
 * what was asked for.
 */
export function blockedIds(items: readonly Item[]): ReadonlySet<string> {
  const before = new Map(items.map(({ id, dependsOn }) => [id, dependsOn]));
  const firstOf = (id: string): string => {
    const first = before.get(id) ?? null;
    return first === null || !before.has(first) ? id : firstOf(first);
  };
  const blocked = new Set(items.filter(isBlocked).map(({ id }) => firstOf(id)));
  return new Set(items.filter(({ id }) => blocked.has(firstOf(id))).map(({ id }) => id));
}
