/** What the vault says: the sentence and the next step. */

const goodCopy = 'Restore a good copy of vault.json, then restart Steward.';

export const text = {
  opening: {
    sentence: 'The vault is still opening.',
    nextStep: 'Try again in a few seconds.',
  },
  alreadyDecided: {
    sentence: 'You’ve already chosen how secrets are kept.',
    nextStep: 'Restart Steward to choose again.',
  },
  unreadableSecret: (what: string) => `${what} can’t be read from the vault. It was not deleted.`,
  signInAgain: 'Sign in again, or restore a good copy of vault.json and restart Steward.',
  restoreCopy: goodCopy,
  databaseKey: (name: string) => `The key of ${name}.db`,
  credential: 'The sign-in of this connection',
  heldSecret: 'A secret that this connection keeps',
  passphraseTooShort: 'The passphrase is too short.',
  minimalLength: (characters: number) => `Use at least ${characters} characters.`,
  wrongPassphrase: {
    sentence: 'This isn’t the vault’s passphrase.',
    nextStep: 'Check your keyboard layout and Caps Lock, then try again.',
  },

  fileUnreadable: (code: string) => ({
    sentence: `Steward can’t read the vault’s file (${code}).`,
    nextStep: 'Check the file’s owner, then try again. Nothing was changed.',
  }),
  fileOfNewerVersion: {
    sentence: 'A newer Steward wrote the vault’s file.',
    nextStep: 'Start the newer Steward. This one changed nothing.',
  },
  fileDamagedAt: (aside: string) => `The vault’s file was damaged. Steward set it aside as ${aside}.`,
  fileDamaged: 'The vault’s file is damaged.',
  replaceDamagedFile:
    'Restore a good copy as vault.json and try again. Without one, Steward starts with an empty vault and sets aside what it can’t open until a good copy is back.',
  testSecretLost: (keyring: string) => ({
    sentence: `${keyring} didn’t keep a test secret.`,
    nextStep: `Unlock ${keyring} and try again, or continue in memory only.`,
  }),
  keyringUnavailable: (keyring: string, why: string) => ({
    sentence: `Your secrets are kept in ${keyring}, which isn’t available now: ${why}`,
    nextStep: `Unlock or start ${keyring} and try again. ${continueInMemory}`,
  }),
  keyMissing: (keyring: string) => ({
    sentence: `${keyring} didn’t return the vault’s key.`,
    nextStep: `Unlock ${keyring} and try again. ${continueInMemory}`,
  }),
  keyringChanged: (used: string, present: string) => ({
    sentence: `Your secrets are kept in ${used}, but this system now uses ${present}.`,
    nextStep: `Switch back to ${used} and try again. ${continueInMemory}`,
  }),
  locked: (by: 'passphrase' | 'keyring') => ({
    sentence: 'Steward is locked.',
    nextStep: by === 'passphrase' ? 'Unlock it with your passphrase.' : 'Unlock it to continue.',
  }),
  nothingToUnlockWith: {
    sentence: 'Steward can’t be locked while it keeps everything in memory only.',
    nextStep: 'Change how sign-ins are stored in Settings, then lock it.',
  },
  earlierVaultStays: {
    sentence: 'An earlier vault is on this device, and moving what’s in memory would replace it.',
    nextStep: 'Restart Steward to open the earlier vault.',
  },
  noKeyringNow: (why: string) => ({ sentence: why, nextStep: 'Unlock or start the keyring and try again.' }),
  undecided: {
    sentence: 'You haven’t chosen yet how secrets are kept on this device.',
    nextStep: 'Choose a passphrase, or memory only.',
  },

  diskFull: {
    sentence: 'The disk is full, so the vault was not changed.',
    nextStep: 'Free some space and try again.',
  },
  fileNotWritable: {
    sentence: 'Steward can’t write the vault’s file.',
    nextStep: 'Check the owner of Steward’s folder and whether its disk is write-protected, then try again.',
  },

  noKeyring: 'This system has no keyring that Steward can use.',
  keyringLocked: (keyring: string) => `${keyring} is locked or not running.`,
  keyringSilent: 'The system’s keyring isn’t responding.',
  keyringRefused: (keyring: string) => ({
    sentence: `${keyring} didn’t provide its key.`,
    nextStep: 'Unlock it and try again.',
  }),
};

const continueInMemory = 'Or continue in memory only for now: what is stored on this device stays unchanged.';
