import { randomBytes } from 'node:crypto';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { VaultStatus } from '../../src-preload/contract/vault.ts';
import { errorFrom, plainError } from '../base/errors.ts';
import { text } from './text.ts';
import { readVaultFile, setVaultAside, writeVaultFile, type VaultFile, type Wrapped } from './vault-file.ts';
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
      /** A newer Steward wrote the file: no key opens it here. */
      kind?: 'other-version';
    };

/** Bytes of the master key, and of each key of a database. */
export const keyBytes = 32;

/** What the file of the vault and the keyring allow now. */
export async function loadVault(deps: LoadDeps): Promise<State> {
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
        kind: 'other-version',
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

async function begin(deps: LoadDeps): Promise<State> {
  const keyring = await deps.keyring.state();
  if (keyring.state !== 'ready') return { state: 'undecided', why: keyring.why };
  const master = randomBytes(keyBytes);
  const wrapped = await wrapWithKeyring(master, deps.keyring, keyring.name);
  if (!wrapped.ok) {
    master.fill(0);
    const { sentence, nextStep } = wrapped.error;
    return { state: 'unavailable', sentence, nextStep, keepFile: false };
  }
  return { state: 'open', master, wrapped: wrapped.value, slots: new Map(), name: keyring.name };
}

async function openWithKeyring(
  deps: LoadDeps,
  content: VaultFile,
  wrapped: Wrapped & { backend: 'keyring' },
): Promise<State> {
  const keyring = await deps.keyring.state();
  const used = wrapped.name;
  if (keyring.state !== 'ready')
    return {
      state: 'unavailable',
      ...text.keyringUnavailable(used, keyring.why),
      keepFile: false,
    };
  const key = await deps.keyring.decrypt(Buffer.from(wrapped.key, 'base64'));
  if (!key.ok || key.value.plain.length !== keyBytes)
    return {
      state: 'unavailable',
      ...(keyring.name === used ? text.keyMissing(used) : text.keyringChanged(used, keyring.name)),
      keepFile: false,
    };
  const { plain: master, outdated } = key.value;
  const slots = new Map(Object.entries(content.slots));
  return {
    state: 'open',
    master,
    wrapped: outdated ? await wrapAgain(deps, wrapped, master, slots) : wrapped,
    slots,
    name: keyring.name,
  };
}

/** With the keyring's newer key. Where that fails the older one still opens the vault, and the next start tries again. */
async function wrapAgain(
  { file, keyring }: LoadDeps,
  wrapped: Wrapped & { backend: 'keyring' },
  master: Buffer,
  slots: Map<string, string>,
): Promise<Wrapped> {
  const next = await wrapWithKeyring(master, keyring, wrapped.name);
  if (!next.ok) return wrapped;
  const written = await writeVaultFile(file, next.value, slots);
  return written.ok ? next.value : wrapped;
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
      return {
        state: 'unavailable',
        sentence: state.sentence,
        nextStep: state.nextStep,
        ...(state.kind === undefined ? {} : { kind: state.kind }),
      };
  }
};

/** Why secrets of a vault in this state can't be had. */
export const closedError = (state: State): AppError => {
  switch (state.state) {
    case 'unavailable':
      return plainError(state.kind ?? 'vault-unavailable', state.sentence, state.nextStep);
    case 'locked':
      return errorFrom('vault-locked', text.locked(state.content.wrapped.backend));
    case 'undecided':
    case 'open':
      return errorFrom('vault-locked', text.undecided);
  }
};
