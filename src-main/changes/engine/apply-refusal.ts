import type { Plan } from '../../../src-preload/contract/changes.ts';
import { typedFor } from '../../../src-preload/shared/plan.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { invalidError, plainError } from '../../base/errors.ts';

export const connectionsIn = (plan: Plan): string[] => [
  ...new Set(plan.items.map(({ target }) => target.connectionId)),
];

/** Why a plan isn't even begun: it can't be sent now, or the yes that it needs is missing. Null: it may be. */
export function refusal(
  plan: Plan,
  yes: { typed: string; acknowledged: readonly string[] },
  cannotWrite: (connectionId: string) => string | null,
): AppError | null {
  for (const connectionId of connectionsIn(plan)) {
    const words = cannotWrite(connectionId);
    if (words !== null)
      return plainError('offline', words, 'Nothing was sent. Apply it once the connection works again.');
  }
  const needed = typedFor(plan.confirmation);
  if (needed !== null && yes.typed.trim() !== needed.trim())
    return invalidError('What was typed isn’t what was asked for.', `Type ${needed} to confirm.`, [
      { path: 'typed', message: `Type ${needed}.` },
    ]);
  const acknowledged = new Set(yes.acknowledged);
  for (const { id, checks } of plan.items)
    for (const { code, needsYes, words } of checks)
      if (needsYes && !acknowledged.has(`${id}:${code}`))
        return invalidError(words, 'Answer this warning first.');
  return null;
}
