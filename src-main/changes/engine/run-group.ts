import type { ChangeRequest, PlanItem } from '../../../src-preload/contract/changes.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { placeOf } from '../../../src-preload/shared/plan.ts';
import { anything } from '../kinds/history-mark.ts';
import { kindOf } from '../kinds/kinds.ts';
import { readPreImage } from '../kinds/pre-image.ts';
import type { ChangesDeps } from './deps.ts';
import { stopsPlan } from './resolve-outcome.ts';
import { resolveSent } from './resolve-sent.ts';
import { itemOf, type Run } from './run-state.ts';
import { sendItem, type SentItem } from './send-item.ts';

/** In a shorter plan each change is proven before the next is sent. */
const longPlan = 20;
/** At most so many are sent before their list is read: a crash leaves no more to be read back, and progress is told this often. */
const most = 100;

/**
 * The items from this one on that one list shows at once: of one kind, in one place, each about something else. The first of them goes
 * alone, which shows that the server does what it is asked.
 */
export function groupFrom(deps: ChangesDeps, run: Run, first: PlanItem): PlanItem[] {
  const { items, positions } = { ...run, ...run.plan };
  const start = positions.get(first.id) ?? 0;
  const before = items[start - 1];
  const isProven = before !== undefined && before.state.state === 'done' && isAlike(before, first);
  if (items.length < longPlan || !isProven) return [first];
  const about = new Set<string>();
  const group: PlanItem[] = [];
  for (const item of items.slice(start, start + most)) {
    const keys = aboutOf(deps, item);
    const isOne = keys.length > 0 && !keys.some((key) => about.has(key));
    if (!isOne || !isAlike(item, first) || item.dependsOn !== null || item.state.state !== 'pending') break;
    keys.forEach((key) => about.add(key));
    group.push(item);
  }
  return group.length > 0 ? group : [first];
}

/** Sends the items one after the other and reads their lists once. Returns why the plan has to end early, or null. */
export async function runGroup(
  deps: ChangesDeps,
  run: Run,
  items: readonly PlanItem[],
): Promise<AppError | null> {
  const sent: SentItem[] = [];
  let endedBy: AppError | null = null;
  for (const { id } of items) {
    const item = itemOf(run, id);
    if (item === null || run.stopped.aborted || endedBy !== null) break;
    const sending = await sendItem(deps, run, item, false);
    if ('ended' in sending) endedBy = sending.ended;
    else {
      sent.push(sending.sent);
      const { answer } = sending.sent;
      if (!answer.ok && stopsPlan(answer.error)) break;
    }
  }
  if (sent.length === 0) return endedBy;
  return (await resolveSent(deps, run, sent, false)) ?? endedBy;
}

/** Keys of the one thing that it is about; none where its list can't show it beside others. */
function aboutOf({ connections }: ChangesDeps, { request, preImage }: PlanItem): readonly string[] {
  const kind = kindOf(request);
  // What was created is found as what wasn't there before, and a whole record rests on how the last reading had it.
  if (kind.creates !== undefined || kind.rebase !== undefined) return [];
  // A change of my own access decides what of the rest is possible.
  const me = connections.get(request.connectionId)?.identity.userId;
  if ('userId' in request && request.userId === me) return [];
  const about = kind.historyMark(request, readPreImage(preImage))?.about ?? [];
  return about.includes(anything) ? [] : about;
}

const isAlike = (one: PlanItem, other: PlanItem): boolean => keyOf(one.request) === keyOf(other.request);

const keyOf = (request: ChangeRequest): string =>
  `${request.type} ${request.connectionId} ${placeOf(request) ?? ''}`;
