import type { AppError } from '../../src-preload/contract/result.ts';
import type { VaultStatus } from '../../src-preload/contract/vault.ts';
import { plainError } from '../base/errors.ts';
import { commandText } from './text.ts';

/** Why a command gets no answer while the databases are closed, and what the terminal's user does about it. */
export function closedToCommands(reason: AppError, vault: VaultStatus, isWindowless: boolean): AppError {
  switch (vault.state) {
    case 'open':
      return reason;
    case 'unavailable':
      // No key opens it: unlocking anything is no help.
      if (vault.kind !== undefined) return plainError(vault.kind, vault.sentence, vault.nextStep);
      return plainError(
        'vault-unavailable',
        vault.sentence,
        isWindowless ? commandText.unlockKeyring : commandText.unlockInWindow,
      );
    case 'locked':
    case 'undecided':
      return plainError('vault-locked', commandText.locked, commandText.unlockInWindow);
  }
}
