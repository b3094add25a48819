export const waitText = 'Steward asks again soon and shows the new list once several answers agree.';

export const refreshText = {
  stopped: { sentence: 'The refresh was stopped.', nextStep: 'Refresh again when you need it.' },
  changedMeanwhile: {
    sentence: 'The server’s answer has changed since you reviewed it, so nothing was accepted.',
    nextStep: 'Review the new answer and decide again.',
  },
  nothingAsked: 'The server wasn’t asked.',
};
