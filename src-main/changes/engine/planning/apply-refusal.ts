import type { Plan } from '../../../../src-preload/contract/plan.ts';
import type { AppError } from '../../../../src-preload/contract/result.ts';
import type { Approval } from '../../../../src-preload/contract/second-persons.ts';
import { isConfirmedBy, typedFor } from '../../../../src-preload/shared/plan.ts';
import { errors } from '../errors.ts';

/** How a plan was confirmed: what was typed, and the warnings that were answered with yes. */
export interface Confirmed {
  typed: string;
  acknowledged: readonly string[];
  /** Left out: no second person confirmed it. */
  secondPerson?: Approval | undefined;
}

export const connectionsIn = (plan: Plan): string[] => [
  ...new Set(plan.items.map(({ target }) => target.connectionId)),
];

/** Why a plan isn't even begun: it can't be sent now, or its confirmation is missing. null: it may be. */
export function applyRefusal(
  plan: Plan,
  { typed, acknowledged }: Confirmed,
  cannotWrite: (connectionId: string) => string | null,
): AppError | null {
  for (const connectionId of connectionsIn(plan)) {
    const reason = cannotWrite(connectionId);
    if (reason !== null) return errors.cannotSend(reason);
  }
  const needed = typedFor(plan.confirmation);
  if (needed !== null && !isConfirmedBy(plan.confirmation, typed)) return errors.typeToConfirm(needed);
  const answered = new Set(acknowledged);
  for (const { id, checks } of plan.items)
    for (const { code, needsYes, words } of checks)
      if (needsYes && !answered.has(`${id}:${code}`)) return errors.unanswered(words);
  return null;
}
