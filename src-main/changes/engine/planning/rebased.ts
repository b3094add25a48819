import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { ChangeContext } from '../../context.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readPreImage } from '../../kinds/pre-image.ts';
import { noOpText } from './checks.ts';

/**
 * The request on what its snapshot has: what wasn't touched is as it is there. One that doesn't say what it was made on was made on this
 * snapshot.
 */
export function rebased(context: ChangeContext): ChangeContext {
  const kind = kindOf(context.request);
  if (kind.rebase === undefined) return context;
  const named = kind.madeOn?.(context.request, kind.preImage(context)) ?? context.request;
  return { ...context, request: kind.rebase({ ...context, request: named }) };
}

/** The request of an item of an earlier plan, with what that found named as what it was made on. */
export function withBasis({ request, preImage }: Pick<PlanItem, 'request' | 'preImage'>): ChangeRequest {
  const kind = kindOf(request);
  // Most kinds don't look at it, and reading it for thousands would hold up the window.
  const before = kind.madeOn === undefined ? null : readPreImage(preImage);
  return (before && kind.madeOn?.(request, before)) ?? request;
}

/** What moved under a change that is sent as a whole record, or null: it was read again right before. */
export function movedBefore(item: PlanItem, context: ChangeContext): string | null {
  const kind = kindOf(item.request);
  const before = readPreImage(item.preImage);
  if (kind.rebase === undefined || before === null || noOpText(context) !== null) return null;
  return kind.moved(context, before, kind.preImage(context))[0] ?? null;
}
