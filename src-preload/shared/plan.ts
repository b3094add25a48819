import type { ChangeRequest, Confirmation, PlanItem } from '../contract/changes.ts';

/** The id of the place that a change is made in; null for changes of the connection. */
export const placeOf = (request: ChangeRequest): string | null =>
  'workspaceId' in request ? request.workspaceId : null;

/** The text to type for this confirmation, or null. */
export function typedFor(needed: Confirmation): string | null {
  if (needed.type === 'type-name') return needed.name;
  if (needed.type === 'type-name-and-count') return `${needed.name} ${needed.count}`;
  return null;
}

type Item = Pick<PlanItem, 'id' | 'dependsOn' | 'checks'>;

export const isBlocked = ({ checks }: Pick<Item, 'checks'>): boolean =>
  checks.some(({ level }) => level === 'block');

/**
 * The ids of the blocked changes and of those that belong together with them: an invitation without its role, or half of a rotation,
 * isn't what the user asked for.
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
