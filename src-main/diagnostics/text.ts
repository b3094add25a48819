export const diagnosticsText = {
  noKeyring: 'none',
  noPolicy: 'none',
  online: 'online',
  offline: 'offline',
  battery: 'battery',
  mains: 'mains',
  answers: 'answers',
  late: 'doesn’t answer',
  failed: 'failed',
  never: 'never',
  refreshed: (when: string) => `refreshed ${when}`,
  /** Found nowhere, so that the search has nothing to sort. */
  lookedFor: 'steward-diagnostics',
};
