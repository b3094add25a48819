import type { ChangeContext } from '../context.ts';
import { kindOf } from '../kinds/kinds.ts';
import { readPreImage } from '../kinds/pre-image.ts';
import { noOpText } from './checks.ts';
import type { PlanItem } from '../../../src-preload/contract/changes.ts';

/** The request on what its snapshot has: what wasn't touched is as it is there. */
export function rebased(context: ChangeContext): ChangeContext {
  const request = kindOf(context.request).rebase?.(context);
  return request === undefined ? context : { ...context, request };
}

/** What moved under a change that is told the server as a whole record, or null: it was read again right before. */
export function movedBefore(item: PlanItem, context: ChangeContext): string | null {
  const kind = kindOf(item.request);
  const before = readPreImage(item.preImage);
  if (kind.rebase === undefined || before === null || noOpText(context) !== null) return null;
  return kind.moved(context, before, kind.preImage(context))[0] ?? null;
}
