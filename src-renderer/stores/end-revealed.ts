import type { AppError } from '../../src-preload/contract/result.ts';
import { openUndo } from './plan/plan.ts';
import { report } from './plan/plan-report.ts';
import { questions } from './plan/plan-questions.ts';
import { closeReveal, type Reveal } from './dialogs.ts';

const needsSecondPerson: AppError = {
  kind: 'not-allowed',
  sentence: 'A second person has to confirm this.',
  nextStep: 'Close this, then end the token in the list of tokens with them.',
  retryable: false,
  detail: null,
};

/** Ends a token that was just made, by revoking or deleting it as the system has it. Null when it is done, else why not. */
export async function endRevealed(
  reveal: Reveal,
  how: 'token.revoke' | 'token.delete',
): Promise<AppError | null> {
  const { request, target } = reveal.item;
  if (target.workspaceId === null || request.type !== 'token.create') return null;
  const planned = await window.steward.changes.plan({
    requests: [
      {
        type: how,
        connectionId: target.connectionId,
        workspaceId: target.workspaceId,
        tokenId: reveal.tokenId,
        name: request.name,
      },
    ],
  });
  if (!planned.ok) return planned.error;
  // Nothing uses a secret that was never stored, so the click on that button is the yes to its warnings.
  const plan = planned.value;
  if (plan.secondPerson !== undefined) {
    void window.steward.changes.discard({ planId: plan.id });
    return needsSecondPerson;
  }
  const applied = await window.steward.changes.apply({
    planId: plan.id,
    typed: plan.confirmation.type === 'type-name' ? plan.confirmation.name : '',
    acknowledged: questions(plan).map(({ id }) => id),
  });
  if (!applied.ok) return applied.error;
  const [item] = applied.value.plan.items;
  if (item?.state.state === 'failed') return item.state.error;
  closeReveal(reveal.revealId);
  report(applied.value.plan, openUndo);
  return null;
}
