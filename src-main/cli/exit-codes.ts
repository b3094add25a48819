/** How a command ends, for scripts. Documented in the manual from this very table. */
export const exitCodes = {
  done: { code: 0, meaning: 'Done. For a list: it was printed, even if it is empty.' },
  failed: { code: 1, meaning: 'Failed. The server refused it, or something went wrong.' },
  usage: { code: 2, meaning: 'The command line is wrong, or what it names doesn’t exist.' },
  partly: {
    code: 3,
    meaning:
      'Some changes were made and others weren’t, or the outcome isn’t known yet. For a list: part of it couldn’t be fetched, and the copy was printed.',
  },
  notConfirmed: { code: 4, meaning: 'Not confirmed. Nothing was sent.' },
  refused: { code: 5, meaning: 'Refused by a check, your role or the system. Nothing was sent.' },
  offline: { code: 6, meaning: 'The server can’t be reached, or it isn’t asked because of --offline.' },
  ambiguous: { code: 7, meaning: 'A name matches several things. They are listed with their IDs.' },
  locked: {
    code: 8,
    meaning:
      'The data on this device can’t be read or saved: a locked vault, a wrong passphrase, a full disk, or another Steward at work.',
  },
  signedOut: { code: 9, meaning: 'The connection is signed out, or the token isn’t valid.' },
  otherVersion: {
    code: 10,
    meaning: 'A newer Steward wrote the data, or the open app is of another version. Update the older one.',
  },
  interrupted: {
    code: 130,
    meaning:
      'Interrupted with Ctrl+C before anything was sent. Another signal gives its own code, such as 143.',
  },
} as const;

export type ExitName = keyof typeof exitCodes;
