import type { AppError } from '../../../src-preload/contract/result.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { quoted } from '../text.ts';

export const errorText = {
  noSuchPlan: {
    sentence: 'This plan isn’t there any more.',
    nextStep: 'Start again from the list.',
  },
  connectionRemoved: {
    sentence: 'This connection was removed.',
    nextStep: 'Add it again to go on.',
  },
  notADraft: {
    sentence: 'This plan was applied already.',
    nextStep: 'Look at its receipt in the history.',
  },
  stillRunning: {
    sentence: 'This plan is still being applied.',
    nextStep: 'Wait until it ended, or stop it.',
  },
  nothingLeft: {
    sentence: 'Nothing of this can be done.',
    nextStep: 'The reasons stand with each change.',
  },
  nothingToUndo: (why: string | undefined) => ({
    sentence: why ?? 'Nothing of this is left to take back.',
    nextStep: 'Nothing was changed.',
  }),
  nothingToFinish: {
    sentence: 'There is nothing left to finish.',
    nextStep: 'Look at the receipt.',
  },
  notReadable: (reason: string) => ({ sentence: reason, nextStep: 'It can’t be read back.' }),
  blocked: (reason: string) => ({ sentence: reason, nextStep: 'Nothing was sent.' }),
  refusedBeforeSending: (reason: string) => ({
    sentence: reason,
    nextStep: 'Nothing was sent. Look at the list, then plan it again.',
  }),
  stoppedBeforeSending: {
    sentence: 'It was stopped before anything was sent.',
    nextStep: 'Apply it again when you want to.',
  },
  stoppedWhileWaiting: 'The plan was stopped, so it wasn’t sent again. Finish it from the receipt.',
  moved(changes: readonly string[]) {
    const more = changes.length > 1 ? ` And ${changes.length - 1} more.` : '';
    return {
      sentence: `Since you looked: ${changes[0] ?? ''}${more}`,
      nextStep: 'Look at the changes again.',
    };
  },
  applyLater: 'Nothing was sent. Apply it once the connection works again.',
  typeToConfirm: (needed: string) => ({
    sentence: 'What was typed isn’t what was asked for.',
    nextStep: `Type ${needed} to confirm.`,
    message: `Type ${needed}.`,
  }),
  answerFirst: 'Answer this warning first.',
  nothingChanged: {
    sentence: 'The server said yes, but nothing changed.',
    nextStep: 'Try again; if it stays so, tell whoever runs the server.',
  },
  neverHappened: {
    sentence: 'Steward ended while this was being sent; reading back shows that it didn’t happen.',
    nextStep: 'Finish it from here if it is still wanted.',
  },
  noAnswerForRow: {
    sentence: 'The server said nothing of this one.',
    nextStep: 'Look at the list, then try again.',
  },
  receiptNotSaved: ({ sentence, nextStep }: Pick<AppError, 'sentence' | 'nextStep'>) => ({
    sentence: `How this ended isn’t on this device’s disk yet: ${sentence}`,
    nextStep: `${nextStep} Steward tries again by itself, at the latest when it quits.`,
  }),
};

export const stateText = {
  guided: (done: string) => `${done.replace(/\.$/, '')}, as you marked it.`,
  firstFailed: (first: string) => `${first} didn’t work, so this was left out.`,
  notReadBack: (saidYes: boolean) =>
    saidYes
      ? 'The server said yes, but reading back failed, so it isn’t sure yet.'
      : 'The answer was lost and reading back failed: whether it happened isn’t known yet.',
  /** `unshown`: what no list shows; null: records were unreadable. */
  unknown(unshown: string | null, saidYes: boolean): string {
    if (unshown === null)
      return 'The list that would show it has records that could not be read, so it isn’t sure.';
    const answer = saidYes ? 'The server said yes, but' : 'The server didn’t say that it worked, and';
    return `${answer} ${unshown}, so it isn’t sure.`;
  },
};

export const checkText = {
  twiceInPlan: 'This is in the plan twice.',
  removalShare(count: number, size: number): string {
    const share = Math.round((count / size) * 100);
    return `This removes ${count} of ${plural(size, 'person', 'people')} (${share} %) at once.`;
  },
  production: (connection: string) => `${quoted(connection)} is marked as production.`,
  guided: 'Nothing is sent: do the steps in the system’s own pages, then mark it as done here.',
  individually: (reason: string) => `Each workspace is created by itself: ${reason}`,
  noTokensOfItsOwn: (place: string) =>
    `${quoted(place)} has none of its own: change those of the place that has them.`,
  noMembersOfItsOwn: (place: string) =>
    `${quoted(place)} has no members of its own: change those of its organization.`,
  neverFetched: (list: string) => `The list of ${list} was never fetched: refresh it first.`,
  placeGone: (noun: 'workspace' | 'organization') => `This ${noun} isn’t in your list any more.`,
  basisAge: (age: string, guided: boolean) =>
    guided
      ? `What this is based on was entered ${age} ago.`
      : `What this is based on is ${age} old. It is read again before anything is sent.`,
};

export const planText = {
  belongsTo: (other: string) => `It belongs to ${quoted(other)}.`,
  blockedItem: (title: string, reason: string) => `${quoted(title)}: ${reason}`,
  apply: 'Apply',
  applyMany: (count: number) => `Apply ${count} changes`,
  markAsDone: 'Mark as done',
  inPlace: (verb: string, place: string) => `${verb} in ${quoted(place)}`,
};
