import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { Check, Identity, PlanItem } from '../../../../src-preload/contract/plan.ts';
import { contextOf, type ChangeContext } from '../../context.ts';
import { block } from '../../kinds/check.ts';
import { differsFrom } from '../../kinds/identity.ts';
import { kindOf } from '../../kinds/kinds.ts';
import type { PreImage } from '../../kinds/pre-image.ts';

/*
 * An ID is never more than an ID. What a change ends is compared by its name, its creation date and its maker with what was created from
 * here, or with what was reviewed, as often as its list is read.
 */

/** What undoing a change would end, as it stands in the lists where the change was found to be done; null: nothing is ended. */
export function madeBy(context: ChangeContext, before: PreImage | null): Identity | null {
  const inverse = kindOf(context.request).inverse(context, before);
  return inverse === null ? null : endedBy(inverse, context);
}

function endedBy(request: ChangeRequest, { connection, snapshot, now }: ChangeContext): Identity | null {
  return kindOf(request).ends?.(contextOf(request, connection, snapshot, now)) ?? null;
}

/** What an item has to find under the ID that it ends: what was created, where it undoes that, else what is there as it is planned. */
export function identityToEnd(created: Identity | null, context: ChangeContext): PlanItem['ends'] {
  if (created !== null) return { ...created, as: 'created' };
  const found = endedBy(context.request, context);
  return found === null ? undefined : { ...found, as: 'reviewed' };
}

/** Why what an item would end may not be what it was planned to end, or null. What is gone is no other thing. */
export function endsAnother(ends: PlanItem['ends'], context: ChangeContext): string | null {
  const found = ends === undefined ? null : endedBy(context.request, context);
  return ends === undefined || found === null ? null : differsFrom(ends, found);
}

export function identityChecks(ends: PlanItem['ends'], context: ChangeContext): Check[] {
  const reason = endsAnother(ends, context);
  return reason === null ? [] : [block('invalid', reason)];
}
