import type { Plan } from '../../src-preload/contract/plan.ts';
import type { ReceiptFile } from '../../src-preload/contract/receipt-file.ts';

/** The receipt as a file for people and machines. */
export function receiptJson(plan: Plan): string {
  const receipt: ReceiptFile = {
    format: 'steward.receipt/1',
    id: plan.id,
    title: plan.title,
    status: plan.status,
    guided: plan.guided,
    endedBy: plan.endedBy === undefined ? null : `${plan.endedBy.sentence} ${plan.endedBy.nextStep}`,
    ...(plan.confirmedBy === undefined ? {} : { confirmedBy: plan.confirmedBy }),
    createdAt: iso(plan.createdAt),
    appliedAt: iso(plan.appliedAt),
    finishedAt: iso(plan.finishedAt),
    items: plan.items.map((item) => ({
      title: item.title,
      fact: item.fact,
      change: item.request,
      connection: item.target.connectionLabel,
      badge: item.target.badge,
      address: item.target.address,
      workspace: item.target.workspaceName,
      instanceUrl: item.target.instanceUrl,
      checks: item.checks.map(({ code, level, words }) => ({ code, level, words })),
      outcome: item.state.state,
      at: 'at' in item.state ? iso(item.state.at) : null,
      words:
        item.state.state === 'failed'
          ? `${item.state.error.sentence} ${item.state.error.nextStep}`
          : 'words' in item.state
            ? item.state.words
            : item.state.state === 'pending'
              ? item.pause
              : null,
      ...(item.steps.length > 0 ? { steps: item.steps } : {}),
    })),
    alsoChanged: plan.alsoChanged,
    leftOut: plan.leftOut.map(({ title, request, target, words }) => ({
      title,
      change: request,
      connection: target.connectionLabel,
      workspace: target.workspaceName,
      words,
    })),
  };
  return `${JSON.stringify(receipt, null, 2)}\n`;
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
