import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { Identity, PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { ChangeContext } from '../../context.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { withBasis } from './rebased.ts';

/** A request with the identity it keeps when the plan is made again on a newer snapshot, and what holds it back. */
export interface Draft {
  id: string;
  request: ChangeRequest;
  /** The draft that must be done before it. */
  dependsOn: string | null;
  /** What the person does between the two, or null. */
  pause: string | null;
  /** What it undoes, as it was when it was found to be created; null: nothing of the kind. */
  created: Identity | null;
  /** Sentences that stay with it beside what its provider says. */
  kept: readonly string[];
}

/** The items that a request becomes: mostly one; several where it is several steps on the wire, each waiting for the one before. */
export function expand(context: ChangeContext, newId: () => string): Draft[] {
  const { request } = context;
  const steps = kindOf(request).expand?.(context) ?? [{ request, pause: null }];
  let dependsOn: string | null = null;
  return steps.map((step) => {
    const draft = { id: newId(), ...step, dependsOn, created: null, kept: [] };
    dependsOn = draft.id;
    return draft;
  });
}

/** The items of a draft as they are judged again, with the identity that they had. */
export const draftsOf = (items: readonly PlanItem[]): Draft[] =>
  items.map((item) => ({
    id: item.id,
    request: withBasis(item),
    dependsOn: item.dependsOn,
    pause: item.pause,
    created: item.ends?.as === 'created' ? item.ends : null,
    kept: item.consequences,
  }));
