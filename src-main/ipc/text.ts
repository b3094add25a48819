export const workspaceText = {
  noUrl: 'This workspace has no URL to open.',
  refreshesItself: 'This instance picks up role changes automatically.',
  checkAddress: 'Check the instance’s address in its settings.',
};

export const inventoryText = {
  readFromServer: 'This connection is read from its server, so there’s nothing to enter.',
  refreshInstead: 'Refresh it instead.',
};

export const vaultText = {
  storeFirst: {
    sentence: 'A new token waits to be stored.',
    nextStep: 'Store it first. It can’t be shown again after locking.',
  },
};

export const storageText = {
  connectionRemoved: 'This connection was removed.',
  nothingLeft: 'Nothing of it is left on this device.',
  noBackup: 'Nothing is saved on this device, so there’s no ledger to back up.',
  chooseDisk: 'Choose a passphrase or a keyring under “Lock” in Settings first.',
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
