import type { PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { ChangesDeps } from '../deps.ts';
import { resolveSent } from '../outcome/resolve-sent.ts';
import type { Run } from './run-state.ts';
import { sendItem } from './send-item.ts';

/**
 * Sends one item and reads it back. Returns why the plan has to end early, or null. `individually`: one of a batch whose server takes no
 * lists.
 */
export async function runItem(
  deps: ChangesDeps,
  run: Run,
  item: PlanItem,
  individually = false,
): Promise<AppError | null> {
  const sending = await sendItem(deps, run, item, individually);
  return 'ended' in sending ? sending.ended : resolveSent(deps, run, [sending.sent], individually);
}
