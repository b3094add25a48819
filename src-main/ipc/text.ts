export const workspaceText = {
  noUrl: 'This workspace has no URL to open.',
  refreshesItself: 'This instance picks up role changes automatically.',
  checkAddress: 'Check the instance’s address in its settings.',
};

export const inventoryText = {
  readFromServer: 'This connection is read from its server, so there’s nothing to enter.',
  refreshInstead: 'Refresh it instead.',
};

export const appText = {
  settingNotSaved: 'The setting couldn’t be saved. The disk is full or the folder isn’t writable.',
  freeSpace: 'Free some space and choose it again.',
};

export const storageText = {
  connectionRemoved: 'This connection was removed.',
  nothingLeft: 'Nothing of it is left on this device.',
};

export const reportText = {
  notOurs: 'This file wasn’t exported by Steward.',
  exportAgain: 'Export it again.',
};

export const diagnosticsText = {
  noFolder: (folder: string) => ({
    sentence: 'The folder couldn’t be opened.',
    nextStep: `Open ${folder} in your file manager.`,
  }),
};

export const transferText = {
  export: 'Export connections',
  import: 'Import connections',
  file: 'The file',
};
