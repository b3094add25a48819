/** What the frame of the window says: banners, the gate before it, its failsafe. */
export const startFailedText = {
  status: 'Steward couldn’t start',
  connections: 'Couldn’t load your connections',
};

export const failsafeText = {
  title: 'Something went wrong in this window',
  reassurance: 'Nothing changed on any server, and the data on this device is safe.',
};

export const bannerText = {
  instanceStopped: 'The local instance isn’t running.',
  startInstance: 'You can still browse saved data. Start the instance to make changes.',
  signedOut: (label: string) => `You’re signed out of ${label}.`,
  signIn: 'You can still browse saved data. Sign in to refresh or make changes.',
  signInUnreadable: (label: string) => `Couldn’t read the saved sign-in for ${label}.`,
  nothingDeleted: 'Nothing was deleted, and you can still browse saved data.',
  savedData: 'You can still browse saved data.',
  failingFor: (duration: string) => `Failing for ${duration}.`,
  showGonePlaces: 'Show in history',
  nextAttempt: (when: string) => `Next attempt ${when}.`,
};

export const nothingFetchedText = {
  title: 'Nothing fetched yet',
  next: 'Workspaces appear here once the server responds.',
};

export const railText = {
  iconAbout: 'It’s on this device only.',
  iconHint: 'A letter or two, or an emoji.',
  iconMissing: 'Enter a letter or an emoji.',
  iconTooLong: 'Use at most two letters or emoji.',
  groupAbout: 'A heading on the rail of connections, on this device only.',
  groupMissing: 'Enter a name.',
  groupTaken: 'Another group has this name.',
};

export const workspaceGoneText = 'That workspace is no longer listed.';

/** Everything the overlay lists; `M` is Ctrl or ⌘. */
export const shortcutList: readonly {
  group: string;
  keys: readonly { keys: string; onMac?: string; does: string }[];
}[] = [
  {
    group: 'General',
    keys: [
      { keys: 'M K', does: 'Search everything' },
      { keys: 'M 1 – M 9', does: 'Go to a connection' },
      { keys: '/ or M F', does: 'Search the list in view' },
      { keys: 'M R', does: 'Refresh this screen' },
      { keys: 'M N', does: 'Add a connection' },
      { keys: 'M Shift N', does: 'New window' },
      { keys: 'M O', does: 'Open a plan or list' },
      { keys: 'M +  M –  M 0', does: 'Zoom in, out and back' },
      { keys: 'M ,', does: 'Settings' },
      { keys: 'Alt ←  Alt →', onMac: '⌘ [  ⌘ ]', does: 'Back and forward' },
      { keys: 'M Shift C', does: 'Copy link to this place' },
      { keys: 'M Shift L', does: 'Lock now' },
      { keys: 'M Z', does: 'Undo the last change' },
      { keys: 'F6', does: 'Go to messages, or to the next part of the window' },
      { keys: '?', does: 'Show keyboard shortcuts' },
    ],
  },
  {
    group: 'In lists',
    keys: [
      { keys: '↓', does: 'From the search to the first row' },
      { keys: '↑ ↓ or k j', does: 'Previous and next row' },
      { keys: 'Home End', does: 'First and last row' },
      { keys: '← →', does: 'Move between the controls of a row' },
      { keys: 'x or Space', does: 'Select the row' },
      { keys: 'Enter', does: 'Open it' },
      { keys: 'Shift F10', does: 'Show what you can do with it' },
      { keys: 'r', does: 'Change the role, or rotate the token' },
      { keys: 'c', does: 'Copy the e-mail, or the value' },
      { keys: 'h', does: 'View the person’s history' },
      { keys: 'p', does: 'View the person’s permissions' },
      { keys: 'd', does: 'Enable or disable the token' },
      { keys: 't', does: 'Test the token' },
      { keys: 'Delete', does: 'Remove, revoke or cancel' },
      { keys: '↑', does: 'From the first row to the column headers' },
      { keys: 'Shift ←  Shift →', does: 'Resize a column, on its header' },
    ],
  },
  {
    group: 'Connections and workspaces',
    keys: [
      { keys: 'Alt ↑  Alt ↓', does: 'Move it up or down' },
      { keys: 'Shift F10', does: 'Open its menu' },
    ],
  },
];
