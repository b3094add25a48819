import { shortestPassphrase } from '../../../src-preload/shared/limits.ts';

export const chooseText = {
  next: 'Choose how to store them to continue.',
  passphrase:
    'You’ll enter it each time Steward starts. If you forget it, your sign-ins, history and offline copies can’t be recovered.',
  memory:
    'Nothing is kept after you quit: no sign-ins, history or offline copies. The working copy is encrypted with a key that’s only in memory.',
  passphraseHint: `At least ${shortestPassphrase} characters. Four unrelated words work well.`,
};

export const unlockText = {
  about: 'It unlocks your sign-ins and offline copies on this device.',
  missing: 'Enter your passphrase first.',
};

export const keyringLockedText = {
  about: (keyring: string) =>
    `Sign-ins and offline copies are closed. ${keyring} opens them again without a password while you’re signed in to this computer.`,
  stronger: 'To be asked for a passphrase, unlock and change how sign-ins are stored in Settings.',
};

export const changeVaultText = {
  about: 'Your connections, sign-ins, history and offline copies stay.',
  fromMemory: 'Your connections, sign-ins, history and offline copies are moved to this device, encrypted.',
  passphrase: 'Steward asks for it at each start and each time it was locked.',
  keyring: (name: string) => `${name} opens the vault while you’re signed in to this computer.`,
  current: 'The passphrase you unlock Steward with now.',
  missingCurrent: 'Enter your current passphrase.',
  copies: 'Earlier copies of vault.json, such as in backups, still open the way they did.',
  changed: {
    passphrase: 'Steward now opens with the new passphrase.',
    keyring: (name: string) => `Steward now opens with ${name}.`,
  },
};

export const unavailableText = {
  kept: 'Nothing was deleted. Your data is still on this device.',
  memory:
    'In memory only, you sign in again and nothing is kept. Steward tries to read your sign-ins at the next start.',
};

export const startOverText = {
  description:
    'Steward opens without your current sign-ins, connections, receipts, history and offline copies. Nothing is deleted: the vault is renamed to vault.json.replaced-…, and the databases are set aside next to it.',
  undo: (when: string) =>
    `${when}, quit Steward, rename the new vault.json and give the old one its name back. Steward then offers to open the earlier data.`,
  ifRemembered: 'If you remember the passphrase later',
  ifReadable: 'If it becomes readable again',
};

export const refusedText = 'Nothing was changed or deleted.';
