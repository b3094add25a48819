import { quoted } from '../../base/quoted.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { choiceText } from '../../../src-preload/shared/format/lists.ts';
import { formatNumber, plural } from '../../../src-preload/shared/format/numbers.ts';

export const errorText = {
  noSuchPlan: {
    sentence: 'This plan no longer exists.',
    nextStep: 'Start again from the list.',
  },
  connectionRemoved: {
    sentence: 'This connection was removed.',
    nextStep: 'Add it again to continue.',
  },
  notADraft: {
    sentence: 'This plan has already been applied.',
    nextStep: 'See its receipt in the history.',
  },
  stillRunning: {
    sentence: 'This plan is still being applied.',
    nextStep: 'Wait until it finishes, or stop it.',
  },
  nothingLeft: {
    sentence: 'None of these changes can be made.',
    nextStep: 'Each change says why.',
  },
  nothingToUndo: (why: string | undefined) => ({
    sentence: why ?? 'There’s nothing left to undo.',
    nextStep: 'Nothing was changed.',
  }),
  alreadyUndone: {
    sentence: 'There’s nothing to undo: the earlier state is back already.',
    nextStep: 'Nothing was sent. Refresh to see the current state.',
  },
  alreadyFinished: {
    sentence: 'The rest of this plan is done already.',
    nextStep: 'Nothing was sent. Refresh to see the current state.',
  },
  nothingToFinish: {
    sentence: 'There’s nothing left to finish.',
    nextStep: 'See the receipt.',
  },
  notReadable: (reason: string) => ({ sentence: reason, nextStep: 'Steward can’t confirm the result.' }),
  blocked: (reason: string) => ({ sentence: reason, nextStep: 'Nothing was sent.' }),
  refusedBeforeSending: (reason: string) => ({
    sentence: reason,
    nextStep: 'Nothing was sent. Check the list, then plan it again.',
  }),
  stoppedBeforeSending: {
    sentence: 'The plan was stopped before anything was sent.',
    nextStep: 'Apply it again when you’re ready.',
  },
  stoppedWhileWaiting: 'The plan was stopped, so it wasn’t sent again. Finish it from the receipt.',
  moved(changes: readonly string[]) {
    const more = changes.length > 1 ? ` And ${changes.length - 1} more.` : '';
    return {
      sentence: `Changed since your review: ${changes[0] ?? ''}${more}`,
      nextStep: 'Review the changes again.',
    };
  },
  applyLater: 'Nothing was sent. Apply it when the connection works again.',
  typeToConfirm: (needed: string) => ({
    sentence: 'The text you typed doesn’t match.',
    nextStep: `Type ${needed} to confirm.`,
    message: `Type ${needed}.`,
  }),
  answerFirst: 'Confirm this warning first.',
  secondPersonNeeded: (reason: string) => ({
    sentence: `A second person has to confirm this. ${reason}`,
    nextStep: 'Nothing was sent. Ask them to enter their passphrase.',
  }),
  nothingSentYet: (nextStep: string) => `Nothing was sent. ${nextStep}`,
  nothingChanged: {
    sentence: 'The server accepted the change, but nothing changed.',
    nextStep: 'Try again. If it keeps failing, contact the server’s administrator.',
  },
  somethingElseChanged(others: readonly string[]) {
    const more = others.length > 1 ? ` And ${others.length - 1} more.` : '';
    return {
      sentence: `The server accepted this change but didn’t make it. Something else changed: ${others[0] ?? ''}${more}`,
      nextStep: 'Check the list before you try again: the server may have changed someone else.',
    };
  },
  doneInPart: (part: string) => ({
    sentence: part,
    nextStep: 'Check what is there, then try again.',
  }),
  neverHappened: {
    sentence: 'No answer was kept for this change, and the server doesn’t show it.',
    nextStep: 'Finish it from here if you still want it.',
  },
  noAnswerForRow: {
    sentence: 'The server didn’t report a result for this one.',
    nextStep: 'Check the list, then try again.',
  },
  receiptNotSaved: ({ sentence, nextStep }: Pick<AppError, 'sentence' | 'nextStep'>) => ({
    sentence: `The receipt couldn’t be saved on this device yet: ${sentence}`,
    nextStep: `${nextStep} Steward keeps trying until it quits.`,
  }),
};

export const stateText = {
  guided: (done: string) => `${done.replace(/\.$/, '')} (you marked it as done).`,
  notConfirmedYet: 'The server doesn’t show this yet. Steward checks again.',
  unsettled: 'Other records are missing from the list too, so Steward can’t confirm it yet. It checks again.',
  firstFailed: (first: string) => `Skipped, because ${quoted(first)} didn’t succeed.`,
  notReadBack: (saidYes: boolean) =>
    saidYes
      ? 'The server accepted the change, but Steward couldn’t confirm it yet.'
      : 'The server didn’t confirm the change, and Steward couldn’t check whether it happened.',
  /** `unshown`: what no list shows; null: too little of it could be read. */
  unknown(unshown: string | null, saidYes: boolean): string {
    if (unshown === null) return 'The list doesn’t show enough for Steward to confirm it.';
    const answer = saidYes
      ? 'The server accepted the change, but'
      : 'The server didn’t confirm the change, and';
    return `${answer} ${unshown}, so Steward can’t confirm it.`;
  },
};

export const checkText = {
  twiceInPlan: 'This change is in the plan twice.',
  removalShare(count: number, size: number): string {
    const share = Math.round((count / size) * 100);
    return `This removes ${formatNumber(count)} of ${plural(size, 'person', 'people')} (${share} %) at once.`;
  },
  production: (connection: string) => `${quoted(connection)} is marked as production.`,
  guided: 'Steward sends nothing. Follow the steps in the system’s own pages, then mark this as done.',
  individually: (reason: string) => `Workspaces are created one by one: ${reason}`,
  noSuchFields: (system: string, fields: readonly string[]) =>
    `${system} takes no ${choiceText(fields)} for this. Leave it out.`,
  noTokensOfItsOwn: (place: string) =>
    `${quoted(place)} has no tokens of its own. Change them where they’re kept.`,
  noMembersOfItsOwn: (place: string) =>
    `${quoted(place)} has no members of its own. Change its organization’s members instead.`,
  neverFetched: (list: string) => `The list of ${list} hasn’t been fetched. Refresh it first.`,
  placeGone: (noun: 'workspace' | 'organization') => `This ${noun} is no longer in your list.`,
  basisAge: (age: string, guided: boolean) =>
    guided
      ? `The data this is based on was entered ${age} ago.`
      : `The data this is based on is ${age} old. Steward refreshes it before sending anything.`,
};

export const planText = {
  belongsTo: (other: string) => `It depends on ${quoted(other)}.`,
  blockedItem: (title: string, reason: string) => `${quoted(title)}: ${reason}`,
  deletesWorkspace: 'It deletes a workspace.',
  changesOwners: 'It changes who the owners are.',
  removesMany: (count: number) => `It removes ${plural(count, 'thing')}.`,
  apply: 'Apply',
  applyMany: (count: number) => `Apply ${formatNumber(count)} changes`,
  markAsDone: 'Mark as done',
  atPlace: (verb: string, word: 'to' | 'from' | 'in', place: string) => `${verb} ${word} ${quoted(place)}`,
};
