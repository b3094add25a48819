import type { ChangeRequest } from '../contract/change-request.ts';
import type { Confirmation, PlanItem } from '../contract/plan.ts';
import { formatNumber } from './format/numbers.ts';
import { comparable } from './normalize.ts';

/** The id of the place that a change is made in; null for changes of the connection. */
export const placeOf = (request: ChangeRequest): string | null =>
  'workspaceId' in request ? request.workspaceId : null;

/** The word before the place: people are invited to it and removed from it, all else changes in it. */
export const placeWord = ({ type }: ChangeRequest): 'to' | 'from' | 'in' =>
  type === 'member.invite' ? 'to' : type === 'member.remove' ? 'from' : 'in';

/** The text to type for this confirmation, or null. */
export function typedFor(needed: Confirmation): string | null {
  if (needed.type === 'type-name') return needed.name;
  if (needed.type === 'type-name-and-count') return `${needed.name} ${formatNumber(needed.count)}`;
  return null;
}

/** Whether this was typed to confirm it: a name as it reads, a count with or without its separators. */
export function isConfirmedBy(needed: Confirmation, typed: string): boolean {
  if (needed.type === 'type-name') return comparable(typed) === comparable(needed.name);
  if (needed.type !== 'type-name-and-count') return true;
  const name = `${comparable(needed.name)} `;
  const text = comparable(typed);
  return text.startsWith(name) && isCount(text.slice(name.length), needed.count);
}

/** The field that an error names where the second person is missing, or isn't the one. */
export const secondPersonField = 'secondPerson';

/** Whether this is the count: "20,006" or "20006". */
export const isCount = (typed: string, count: number): boolean =>
  typed.replace(/[\s.,'’]/g, '') === String(count);

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
