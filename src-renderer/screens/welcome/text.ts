const numerals = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
export const numberInWords = (value: number) => numerals[value] ?? String(value);

/** `systems` null: they aren't loaded yet. */
export const welcomeText = (systems: number | null) =>
  `See who is in which workspace, with which role and which tokens, across ${
    systems === null ? 'several systems' : `${numberInWords(systems)} systems`
  }. It works offline, too. Connect one to begin.`;

export const localText = {
  about:
    'A real server that only accepts connections from this computer. The sample data has several companies’ workspaces, and people who are in more than one system.',
  starting: 'Starting the local instance and signing in…',
  busy: 'The local instance is starting.',
  loading: 'The systems are still loading.',
  noneSelected: 'Select at least one system.',
};

export const addressText = 'Steward checks it first and detects which system it is.';

export const promiseText =
  'Your data stays on this device, encrypted. Steward shows you what will happen before it changes anything on a server.';
