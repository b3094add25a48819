import { describe, expect, it } from 'vitest';
import { closedToCommands } from '../../../src-main/app/closed-to-commands.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { VaultStatus } from '../../../src-preload/contract/vault.ts';

const reason = plainError('other-version', 'A newer Steward wrote the file ledger.db.', 'Start it.');
const unavailable: VaultStatus = { state: 'unavailable', sentence: 'The keyring is silent.', nextStep: '' };
const answer = (vault: VaultStatus, isWindowless = false) => {
  const { kind, sentence, nextStep } = closedToCommands(reason, vault, isWindowless);
  return [kind, `${sentence} ${nextStep}`];
};

describe('why the open app answers no command', () => {
  it('is what kept its databases closed, where the vault is open', () => {
    expect(answer({ state: 'open', backend: 'passphrase', name: 'Passphrase' })).toEqual([
      'other-version',
      'A newer Steward wrote the file ledger.db. Start it.',
    ]);
  });

  it('is the vault’s file of a newer Steward, which no unlocking opens', () => {
    const newer = { ...unavailable, sentence: 'A newer Steward wrote it.', nextStep: 'Start it.' };
    expect(answer({ ...newer, kind: 'other-version' })).toEqual([
      'other-version',
      'A newer Steward wrote it. Start it.',
    ]);
  });

  it.each([
    [false, 'Unlock it in its window, then run the command again.'],
    [true, 'Sign in to the desktop or unlock the keyring, then run the command again.'],
  ])('is the keyring, with what helps with a window or without one (%s)', (isWindowless, nextStep) => {
    const [kind, text] = answer(unavailable, isWindowless);
    expect(kind).toBe('vault-unavailable');
    expect(text).toContain(`The keyring is silent. ${nextStep}`);
  });

  it('is that it’s locked', () => {
    expect(answer({ state: 'locked', by: 'passphrase', name: 'Passphrase' })[0]).toBe('vault-locked');
  });
});
