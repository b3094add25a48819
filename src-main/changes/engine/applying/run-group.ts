import type { ChangeRequest } from '../../../../src-preload/contract/change-request.ts';
import type { PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { placeOf } from '../../../../src-preload/shared/plan.ts';
import { apiVariantOf } from '../../../providers/provider.ts';
import { contextOf, type ConnectionFacts } from '../../context.ts';
import { anything } from '../../kinds/history-mark.ts';
import { kindOf } from '../../kinds/kinds.ts';
import { readPreImage } from '../../kinds/pre-image.ts';
import { readSnapshot, type Snapshot } from '../../snapshot/snapshot.ts';
import { lookedUpOnce, type ChangesDeps } from '../deps.ts';
import { stopsPlan } from '../outcome/resolve-outcome.ts';
import { resolveSent } from '../outcome/resolve-sent.ts';
import { itemOf, type Run } from './run-state.ts';
import { sendItem, type SentItem } from './send-item.ts';

/** In a shorter plan each change is proven before the next is sent. */
const longPlan = 20;
/** At most so many are sent before their list is read: a crash leaves no more to be read back, and progress is reported this often. */
const most = 100;

/**
 * The items of a chain from this position on that one list shows at once: of one kind, in one place, each about something else. The first
 * of them goes alone, which shows that the server does what it is asked.
 */
export function groupFrom(
  deps: ChangesDeps,
  run: Run,
  chain: readonly string[],
  position: number,
): PlanItem[] {
  const items = chain
    .slice(position, position + most)
    .map((id) => itemOf(run, id))
    .filter((item) => item !== null);
  const [first] = items;
  if (first === undefined) return [];
  const before = itemOf(run, chain[position - 1] ?? null);
  const isProven = before?.state.state === 'done' && isAlike(before, first);
  if (run.plan.items.length < longPlan || !isProven) return [first];
  const snapshot = readSnapshot(deps.roster, deps.now());
  const connectionOf = lookedUpOnce((id) => deps.connections.get(id));
  const about = new Set<string>();
  const group: PlanItem[] = [];
  for (const item of items) {
    const connection = connectionOf(item.request.connectionId);
    const keys = connection === null ? [] : aboutOf(connection, snapshot, deps.now(), item);
    const isOne = keys.length > 0 && !keys.some((key) => about.has(key));
    if (!isOne || !isAlike(item, first) || item.dependsOn !== null || item.state.state !== 'pending') break;
    keys.forEach((key) => about.add(key));
    group.push(item);
  }
  return group.length > 0 ? group : [first];
}

/**
 * Sends the items, several at once where the system takes that, and reads their lists once. Returns why the plan has to end early, or
 * null.
 */
export async function runGroup(
  deps: ChangesDeps,
  run: Run,
  items: readonly PlanItem[],
): Promise<AppError | null> {
  const waiting = [...items];
  const sent: SentItem[] = [];
  let endedBy: AppError | null = null;
  let isRefused = false;
  const sendWaiting = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const item = itemOf(run, next.id);
      if (item === null || run.stopped.aborted || run.pause.isSet() || endedBy !== null || isRefused) return;
      const sending = await sendItem(deps, run, item, false);
      if ('ended' in sending) endedBy ??= sending.ended;
      else {
        sent.push(sending.sent);
        const { answer } = sending.sent;
        isRefused ||= !answer.ok && stopsPlan(answer.error);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce(deps, items) }, sendWaiting));
  if (sent.length === 0) return endedBy;
  return (await resolveSent(deps, run, sent, false)) ?? endedBy;
}

/** How many of these may be on their way at once. */
function atOnce({ connections }: ChangesDeps, [first]: readonly PlanItem[]): number {
  const connection = first && connections.get(first.request.connectionId);
  if (!connection) return 1;
  const { writesAtOnce } = apiVariantOf(connection.provider, connection.apiVariant);
  return writesAtOnce?.of.includes(first.request.type) === true ? writesAtOnce.most : 1;
}

/** Keys of the one thing that it is about; none where it has to be proven before the next is sent. */
function aboutOf(
  connection: ConnectionFacts,
  snapshot: Snapshot,
  now: number,
  { request, preImage }: PlanItem,
): readonly string[] {
  const kind = kindOf(request);
  // What was created is found as what wasn't there before, and a whole record rests on how the last reading had it.
  if (kind.creates !== undefined || kind.rebase !== undefined) return [];
  // A change of my own access decides what of the rest is possible.
  if ('userId' in request && request.userId === connection.identity.userId) return [];
  if (kind.changesOwners?.(contextOf(request, connection, snapshot, now)) === true) return [];
  const about = kind.historyMark(request, readPreImage(preImage))?.about ?? [];
  return about.includes(anything) ? [] : about;
}

const isAlike = (one: PlanItem, other: PlanItem): boolean => keyOf(one.request) === keyOf(other.request);

const keyOf = (request: ChangeRequest): string =>
  `${request.type} ${request.connectionId} ${placeOf(request) ?? ''}`;
