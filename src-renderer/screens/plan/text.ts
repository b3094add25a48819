import type { Plan, PlanItem } from '../../../src-preload/contract/plan.ts';
import { formatDuration } from '../../../src-preload/shared/format/dates.ts';
import { formatNumber, plural } from '../../../src-preload/shared/format/numbers.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { outcomeText } from '../../../src-preload/shared/plan-outcome.ts';
import { pausedAt } from '../../lib/plan-pause.ts';
import { allDone } from '../../stores/plan/plan-report.ts';

/** The state of a change, for icons and counts. */
export const stateNames: Record<PlanItem['state']['state'], string> = {
  pending: 'Waiting',
  sent: 'In progress',
  done: 'Done',
  'already-so': 'No change needed',
  failed: 'Failed',
  unverified: 'Unknown',
  skipped: 'Skipped',
};

/** A change that waited when its plan ended. */
export const notSent = 'Not sent';

export const planningText = {
  checking: 'Checking the changes…',
  refused: 'This change can’t be planned',
};

/** Changes that are blocked, and those that were excluded for it. */
export const excludeText = {
  title: (blocked: number, all: number) => `${blocked} of ${plural(all, 'change')} can’t be made`,
  button: (blocked: number) => `Exclude ${plural(blocked, 'blocked change')}`,
  about: (blocked: number) =>
    `See the ${blocked === 1 ? 'reason' : 'reasons'} below. Excluded changes stay listed.`,
  count: (excluded: number) => `${plural(excluded, 'change')}, not made`,
};

export const moreText = (hidden: number) => `and ${plural(hidden, 'more change')}`;

export const guidedText = {
  title: 'Steward doesn’t send anything',
  about:
    'Follow the steps below in the system’s own pages, then mark them as done here. Steward updates the inventory and its history.',
};

/** A person beside the one who reviews it. */
export const secondPersonText = {
  needed: 'A second person has to confirm this',
  confirmedBy: (name: string) => `Confirmed by ${isolated(name)} as the second person.`,
};

/** Tokens that removed people would leave behind. */
export const revokeOfferText = {
  more: (people: number) =>
    `${plural(people, 'more person leaves', 'more people leave')} active tokens behind.`,
  button: (tokens: number) => `Also revoke ${plural(tokens, 'token')}`,
};

/** Nothing has to be done for it: who is invited is a member already, say. */
export const isNoOp = ({ checks }: Pick<PlanItem, 'checks'>): boolean =>
  checks.some(({ code }) => code === 'already-so');

/** What a plan touches, below its title. */
export function scopeText(plan: Plan): string {
  const after = plan.guided ? '' : ' Every result is verified.';
  const [first] = plan.items;
  if (first === undefined) return after.trim();
  const { connectionLabel, workspaceName, workspaceId } = first.target;
  const workspaces = new Set(
    plan.items.map(({ target }) => `${target.connectionId} ${target.workspaceId ?? ''}`),
  );
  const connections = new Set(plan.items.map(({ target }) => target.connectionId));
  const where =
    connections.size > 1
      ? plural(connections.size, 'connection')
      : workspaces.size > 1
        ? `${plural(workspaces.size, 'workspace')} on ${connectionLabel}`
        : workspaceName === '' || workspaceId === null
          ? connectionLabel
          : `${workspaceName} on ${connectionLabel}`;
  const needed = plan.items.filter((item) => !isNoOp(item)).length;
  const others = plan.items.length - needed;
  if (needed === 0) return `No change needed in ${where}.${after}`;
  const more =
    others === 0 ? '' : `; ${formatNumber(others)} more ${others === 1 ? 'needs' : 'need'} no change`;
  return `${plural(needed, 'change')} in ${where}${more}.${after}`;
}

/** Why a plan can't be applied yet. */
export const reviewText = {
  moved: 'The server changed since this was planned. Review the plan again first.',
  nothingChanged: 'Nothing was changed.',
  blocked: (blocked: number, all: number) =>
    all === 1
      ? 'This change can’t be made. The reason is above.'
      : `${plural(blocked, 'change')} can’t be made. The ${blocked === 1 ? 'reason is' : 'reasons are'} above.`,
  unconfirmed: (warnings: number) => `Confirm the ${plural(warnings, 'warning')} above first.`,
  toConfirm: (warnings: number) => `${plural(warnings, 'warning')} to confirm`,
  typeName: (name: string) => `Type ${name} to confirm.`,
  copyName: 'Copy the name',
  nameCopied: 'Name copied.',
  typeCount: (count: number) => `Type ${formatNumber(count)} to confirm the number.`,
};

export const applyingText = {
  guided: 'Updating the inventory.',
  progress({ done, total, ...others }: Record<'done' | 'total' | 'sent' | 'failed' | 'unknown', number>) {
    const more = [
      [others.sent, 'in progress'],
      [others.failed, 'failed'],
      [others.unknown, 'unknown'],
    ] as const;
    const parts = more
      .filter(([count]) => count > 0)
      .map(([count, name]) => `, ${formatNumber(count)} ${name}`);
    return `${formatNumber(done)} of ${plural(total, 'change')} done${parts.join('')}. Every result is verified.`;
  },
  estimating: 'Estimating the time left…',
  pace: (perMinute: number, leftMs: number) =>
    `${plural(Math.round(perMinute), 'change')} a minute · ${leftMs < 45_000 ? 'less than a minute' : `about ${formatDuration(leftMs)}`} left`,
  stopping: 'Stopping after the changes in progress',
  pausing: 'Pausing after the changes in progress',
  resuming: 'Checking the lists before resuming',
  paused: 'Paused',
};

/** How a plan ended, below its title. */
export function resultText(plan: Plan): string {
  const excluded = plan.leftOut.length === 0 ? '' : ` ${formatNumber(plan.leftOut.length)} excluded.`;
  if (plan.items.length === 1 && allDone(plan))
    return `${plan.guided ? 'You marked this as done.' : 'Done and verified.'}${excluded}`;
  return `${outcomeText(plan, { toCome: pausedAt(plan) !== null })}.${excluded}`;
}

/** Why a plan ended before all of it was sent. */
export const endedText = {
  title: (left: number) => `Stopped: ${plural(left, 'change')} ${left === 1 ? 'wasn’t' : 'weren’t'} sent`,
};

/** Changes of a long plan that failed for the same reason. */
export const failedText = {
  title: (failed: number) => `${plural(failed, 'change')} failed`,
};

/** What else changed while a plan was applied. */
export const alsoChangedText = {
  title: 'Something else changed too',
  about:
    'You didn’t ask for this. Another administrator may have done it, or the server changed the wrong entry.',
};

/** An instance that doesn't pick up role changes and removals automatically. */
export const instanceText = {
  title: (workspace: string) => `Apply the change on ${workspace}’s instance`,
  about: 'Open the instance’s refresh page in the browser, so that it picks up this change.',
};

/** Clearing the clipboard doesn't reach them. */
const clipboardManagers = 'If you use a clipboard manager, it may keep what you copy.';

/** A new token's secret. */
export const revealText = {
  once: (product: string) => `${product} shows it only once. It can’t be shown again. ${clipboardManagers}`,
  again: (product: string) =>
    `${product} can show it again later: copy it from the list. ${clipboardManagers}`,
  clipboard: 'The clipboard is cleared after 60 seconds',
  copied: 'Copied. The clipboard is cleared after 60 seconds',
};
