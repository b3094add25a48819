import { randomBytes } from 'node:crypto';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { VaultStatus } from '../../src-preload/contract/vault.ts';
import { errorFrom, plainError } from '../base/errors.ts';
import { text } from './text.ts';
import { readVaultFile, setVaultAside, type VaultFile, type Wrapped } from './vault-file.ts';
import type { Keyring } from './vault.ts';
import { wrapWithKeyring } from './wrap-key.ts';

interface LoadDeps {
  /** Path of `vault.json`. */
  file: string;
  keyring: Keyring;
  now: () => number;
}

/** What is open holds the master key and the slots, each sealed with it. */
export type State =
  | { state: 'open'; master: Buffer; wrapped: Wrapped | null; slots: Map<string, string>; name: string }
  | { state: 'locked'; content: VaultFile }
  | { state: 'undecided'; why: string }
  | {
      state: 'unavailable';
      sentence: string;
      nextStep: string;
      /** What is there is not to be replaced, not even set aside. */
      keepFile: boolean;
    };

/** Bytes of the master key, and of each key of a database. */
export const keyBytes = 32;

/** What the file of the vault and the keyring allow now. */
export function loadVault(deps: LoadDeps): State {
  const read = readVaultFile(deps.file);
  switch (read.end) {
    case 'none':
      return begin(deps);
    case 'unreadable':
      return {
        state: 'unavailable',
        ...text.fileUnreadable(read.code),
        keepFile: true,
      };
    case 'newer':
      return {
        state: 'unavailable',
        ...text.fileOfNewerVersion,
        keepFile: true,
      };
    case 'damaged': {
      const aside = setVaultAside(deps.file, 'corrupt', deps.now());
      return {
        state: 'unavailable',
        sentence: aside.ok ? text.fileDamagedAt(aside.value) : text.fileDamaged,
        nextStep: text.replaceDamagedFile,
        keepFile: !aside.ok,
      };
    }
    case 'read':
      if (read.content.wrapped.backend === 'passphrase') return { state: 'locked', content: read.content };
      return openWithKeyring(deps, read.content, read.content.wrapped);
  }
}

function begin(deps: LoadDeps): State {
  const keyring = deps.keyring.state();
  if (keyring.state !== 'ready') return { state: 'undecided', why: keyring.why };
  const master = randomBytes(keyBytes);
  const wrapped = wrapWithKeyring(master, deps.keyring, keyring.name);
  if (!wrapped.ok) {
    master.fill(0);
    const { sentence, nextStep } = wrapped.error;
    return { state: 'unavailable', sentence, nextStep, keepFile: false };
  }
  return { state: 'open', master, wrapped: wrapped.value, slots: new Map(), name: keyring.name };
}

function openWithKeyring(
  deps: LoadDeps,
  content: VaultFile,
  wrapped: Wrapped & { backend: 'keyring' },
): State {
  const keyring = deps.keyring.state();
  const used = wrapped.name;
  if (keyring.state !== 'ready')
    return {
      state: 'unavailable',
      ...text.keyringUnavailable(used, keyring.why),
      keepFile: false,
    };
  const master = deps.keyring.decrypt(Buffer.from(wrapped.key, 'base64'));
  if (!master.ok || master.value.length !== keyBytes)
    return {
      state: 'unavailable',
      ...(keyring.name === used ? text.keyMissing(used) : text.keyringChanged(used, keyring.name)),
      keepFile: false,
    };
  return {
    state: 'open',
    master: master.value,
    wrapped,
    slots: new Map(Object.entries(content.slots)),
    name: keyring.name,
  };
}

export const statusOf = (state: State): VaultStatus => {
  switch (state.state) {
    case 'open':
      return { state: 'open', backend: state.wrapped?.backend ?? 'memory', name: state.name };
    case 'locked':
      return {
        state: 'locked',
        by: state.content.wrapped.backend,
        name: state.content.wrapped.backend === 'keyring' ? state.content.wrapped.name : 'Passphrase',
      };
    case 'undecided':
      return { state: 'undecided', why: state.why };
    case 'unavailable':
      return { state: 'unavailable', sentence: state.sentence, nextStep: state.nextStep };
  }
};

/** Why secrets of a vault in this state can't be had. */
export const closedError = (state: State): AppError => {
  switch (state.state) {
    case 'unavailable':
      return plainError('vault-unavailable', state.sentence, state.nextStep);
    case 'locked':
      return errorFrom('vault-locked', text.locked(state.content.wrapped.backend));
    case 'undecided':
    case 'open':
      return errorFrom('vault-locked', text.undecided);
  }
};
