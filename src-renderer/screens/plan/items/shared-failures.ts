import type { Plan, PlanItem } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import { isLong } from './shown-items.ts';

/** Why several changes of a long plan failed, said once above them. */
export interface SharedFailure {
  error: AppError;
  count: number;
}

const keyOf = ({ sentence, nextStep }: AppError): string => `${sentence}\n${nextStep}`;

/** The reasons that several changes have in common, the most frequent first. */
export function sharedFailuresOf(plan: Pick<Plan, 'items'>): SharedFailure[] {
  if (!isLong(plan)) return [];
  const found = new Map<string, SharedFailure>();
  for (const { state } of plan.items) {
    if (state.state !== 'failed') continue;
    const key = keyOf(state.error);
    const before = found.get(key);
    if (before) before.count += 1;
    else found.set(key, { error: state.error, count: 1 });
  }
  return [...found.values()].filter(({ count }) => count > 1).sort((a, b) => b.count - a.count);
}

export const isSharedFailure = ({ state }: PlanItem, failures: readonly SharedFailure[]): boolean =>
  state.state === 'failed' && failures.some(({ error }) => keyOf(error) === keyOf(state.error));
