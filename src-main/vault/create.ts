import { randomBytes } from 'node:crypto';
import { fail, ok, type AppError, type Result } from '../../src-preload/contract/result.ts';
import type { VaultStatus } from '../../src-preload/contract/vault.ts';
import { invalidError, plainError } from '../errors.ts';
import { defaultCost, deriveKey, newParameters } from './passphrase.ts';
import { seal, unseal } from './sealed-box.ts';
import {
  readVaultFile,
  removeUnfinished,
  setVaultAside,
  writeVaultFile,
  type VaultFile,
  type Wrapped,
} from './vault-file.ts';
import type { Keyring, Vault } from './vault.ts';

export interface VaultDeps {
  /** Path of `vault.json`. */
  file: string;
  keyring: Keyring;
  now?: () => number;
  /** scrypt's N for new passphrases; lower only in tests. */
  scryptCost?: number;
}

/** What is open holds the master key and the slots, each sealed with it. */
type State =
  | { state: 'open'; master: Buffer; wrapped: Wrapped | null; slots: Map<string, string>; name: string }
  | { state: 'locked'; content: VaultFile }
  | { state: 'undecided'; why: string }
  | {
      state: 'unavailable';
      sentence: string;
      nextStep: string;
      /** What is there is not to be replaced, not even set aside. */ keepFile: boolean;
    };

const masterSlot = 'master';
const keyBytes = 32;
const minimalPassphrase = 8;

/**
 * One random master key seals every secret; the keyring or the passphrase wraps that key. The keyring is used by itself where
 * there is one and nothing else was chosen. With the memory backend nothing is written, not even the choice.
 */
export function createVault(deps: VaultDeps): Vault {
  const now = deps.now ?? Date.now;
  removeUnfinished(deps.file);
  let state = load();

  function load(): State {
    const read = readVaultFile(deps.file);
    switch (read.end) {
      case 'none':
        return begin();
      case 'unreadable':
        return {
          state: 'unavailable',
          sentence: `Steward can’t read the file of its vault (${read.code}).`,
          nextStep: 'Check who owns it, then try again. Nothing was changed.',
          keepFile: true,
        };
      case 'newer':
        return {
          state: 'unavailable',
          sentence: 'A newer Steward wrote the file of the vault.',
          nextStep: 'Start the newer Steward. This one changed nothing.',
          keepFile: true,
        };
      case 'damaged': {
        const aside = setVaultAside(deps.file, 'corrupt', now());
        return {
          state: 'unavailable',
          sentence: aside.ok
            ? `The file of the vault was damaged; Steward set it aside as ${aside.value}.`
            : 'The file of the vault is damaged.',
          nextStep:
            'Put a good copy back as vault.json and try again. Or try again without one: Steward begins an empty vault, and you sign in again everywhere.',
          keepFile: !aside.ok,
        };
      }
      case 'read':
        if (read.content.wrapped.backend === 'passphrase') return { state: 'locked', content: read.content };
        return openWithKeyring(read.content, read.content.wrapped);
    }
  }

  function begin(): State {
    const keyring = deps.keyring.state();
    if (keyring.state !== 'ready') return { state: 'undecided', why: keyring.why };
    const master = randomBytes(keyBytes);
    const key = deps.keyring.encrypt(master);
    // A keyring that takes but does not give back would lose everything at the next start.
    const back = key.ok ? deps.keyring.decrypt(key.value) : key;
    if (!key.ok || !back.ok || !back.value.equals(master)) {
      master.fill(0);
      return {
        state: 'unavailable',
        sentence: `${keyring.name} did not keep a test secret.`,
        nextStep: `Unlock ${keyring.name} and try again, or go on in memory only.`,
        keepFile: false,
      };
    }
    back.value.fill(0);
    return {
      state: 'open',
      master,
      wrapped: { backend: 'keyring', name: keyring.name, key: key.value.toString('base64') },
      slots: new Map(),
      name: keyring.name,
    };
  }

  function openWithKeyring(content: VaultFile, wrapped: Wrapped & { backend: 'keyring' }): State {
    const keyring = deps.keyring.state();
    const used = wrapped.name;
    const goOn = 'Or go on in memory only for now: what is on this device stays as it is.';
    if (keyring.state !== 'ready')
      return {
        state: 'unavailable',
        sentence: `Your secrets are kept with ${used}, which can’t be reached now: ${keyring.why}`,
        nextStep: `Unlock or start ${used} and try again. ${goOn}`,
        keepFile: false,
      };
    const master = deps.keyring.decrypt(Buffer.from(wrapped.key, 'base64'));
    if (!master.ok || master.value.length !== keyBytes)
      return {
        state: 'unavailable',
        sentence:
          keyring.name === used
            ? `${used} did not give back the key of the vault.`
            : `Your secrets are kept with ${used}, but this system now uses ${keyring.name}.`,
        nextStep: `${keyring.name === used ? `Unlock ${used}` : `Go back to ${used}`} and try again. ${goOn}`,
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

  const status = (): VaultStatus => {
    switch (state.state) {
      case 'open':
        return { state: 'open', backend: state.wrapped?.backend ?? 'memory', name: state.name };
      case 'locked':
        return { state: 'locked' };
      case 'undecided':
        return { state: 'undecided', why: state.why };
      case 'unavailable':
        return { state: 'unavailable', sentence: state.sentence, nextStep: state.nextStep };
    }
  };

  /** Changes of the state and of the file come one after the other. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };

  const closedError = (): AppError => {
    switch (state.state) {
      case 'unavailable':
        return plainError('vault-unavailable', state.sentence, state.nextStep);
      case 'locked':
        return plainError('vault-locked', 'The vault is locked.', 'Unlock it with your passphrase.');
      case 'undecided':
      case 'open':
        return plainError(
          'vault-locked',
          'It isn’t decided yet how secrets are kept on this device.',
          'Choose a passphrase, or memory only.',
        );
    }
  };

  const unreadable = (what: string): AppError =>
    plainError(
      'vault-unavailable',
      `${what} can’t be read from the vault; it was not cleared.`,
      'Sign in again, or put back a good copy of vault.json and start Steward again.',
    );

  const read = (slot: string, what: string): Result<Buffer | null> => {
    if (state.state !== 'open') return fail(closedError());
    const box = state.slots.get(slot);
    if (box === undefined) return ok(null);
    const plain = unseal(state.master, slot, Buffer.from(box, 'base64'));
    return plain === null ? fail(unreadable(what)) : ok(plain);
  };

  /** In memory only after it is on disk. */
  const write = async (
    change: (slots: Map<string, string>, master: Buffer) => void,
  ): Promise<Result<null>> => {
    if (state.state !== 'open') return fail(closedError());
    const slots = new Map(state.slots);
    change(slots, state.master);
    if (state.wrapped !== null) {
      const written = await writeVaultFile(deps.file, state.wrapped, slots);
      if (!written.ok) return written;
    }
    state.slots = slots;
    return ok(null);
  };

  const readText = (slot: string, what: string): Result<string | null> => {
    const secret = read(slot, what);
    if (!secret.ok || secret.value === null) return secret.ok ? ok(null) : secret;
    const text = secret.value.toString('utf8');
    secret.value.fill(0);
    return ok(text);
  };

  const writeText = (slot: string, secret: string) =>
    inTurn(() =>
      write((slots, master) => {
        const plain = Buffer.from(secret, 'utf8');
        slots.set(slot, seal(master, slot, plain).toString('base64'));
        plain.fill(0);
      }),
    );

  const newKey = async (name: 'ledger' | 'roster'): Promise<Result<Buffer>> => {
    const key = randomBytes(keyBytes);
    const written = await write((slots, master) =>
      slots.set(`database:${name}`, seal(master, `database:${name}`, key).toString('base64')),
    );
    return written.ok ? ok(key) : written;
  };

  return {
    status,
    choosePassphrase: (passphrase) =>
      inTurn(async () => {
        if (state.state === 'open')
          return fail(
            plainError(
              'not-allowed',
              'It is already decided how secrets are kept.',
              'Quit Steward and start it again to choose once more.',
            ),
          );
        if (state.state === 'unavailable' && state.keepFile) return fail(closedError());
        if (Array.from(passphrase).length < minimalPassphrase) {
          const message = `Use at least ${minimalPassphrase} characters.`;
          return fail(
            invalidError('The passphrase is too short.', message, [{ path: 'passphrase', message }]),
          );
        }
        const parameters = newParameters(deps.scryptCost ?? defaultCost);
        const key = await deriveKey(passphrase, parameters);
        const master = randomBytes(keyBytes);
        const wrapped: Wrapped = {
          backend: 'passphrase',
          scrypt: parameters,
          key: seal(key, masterSlot, master).toString('base64'),
        };
        key.fill(0);
        // Starting over, with a file that can't be opened now: it may be wanted again.
        if (readVaultFile(deps.file).end !== 'none') {
          const aside = setVaultAside(deps.file, 'replaced', now(), 'copy');
          if (!aside.ok) return aside;
        }
        const slots = new Map<string, string>();
        const written = await writeVaultFile(deps.file, wrapped, slots);
        if (!written.ok) return written;
        state = { state: 'open', master, wrapped, slots, name: 'Passphrase' };
        return ok(status());
      }),

    unlock: (passphrase) =>
      inTurn(async () => {
        if (state.state === 'open') return ok(status());
        if (state.state !== 'locked') return fail(closedError());
        const { content } = state;
        if (content.wrapped.backend !== 'passphrase') return fail(closedError());
        const key = await deriveKey(passphrase, content.wrapped.scrypt);
        const master = unseal(key, masterSlot, Buffer.from(content.wrapped.key, 'base64'));
        key.fill(0);
        if (master === null || master.length !== keyBytes) {
          const message = 'This is not the passphrase of the vault.';
          return fail(
            invalidError(message, 'Check the keyboard layout and Caps Lock, then try again.', [
              { path: 'passphrase', message },
            ]),
          );
        }
        state = {
          state: 'open',
          master,
          wrapped: content.wrapped,
          slots: new Map(Object.entries(content.slots)),
          name: 'Passphrase',
        };
        return ok(status());
      }),

    chooseMemory: () =>
      inTurn(async () => {
        if (state.state === 'open')
          return state.wrapped === null
            ? ok(status())
            : fail(
                plainError(
                  'not-allowed',
                  'It is already decided how secrets are kept.',
                  'Quit Steward and start it again to choose once more.',
                ),
              );
        state = {
          state: 'open',
          master: randomBytes(keyBytes),
          wrapped: null,
          slots: new Map(),
          name: 'Memory only',
        };
        return ok(status());
      }),

    retry: () =>
      inTurn(async () => {
        if (state.state !== 'open') state = load();
        return ok(status());
      }),

    databaseKey: (name) =>
      inTurn(async () => {
        const key = read(`database:${name}`, `The key of ${name}.db`);
        if (!key.ok) return key;
        return key.value === null ? newKey(name) : ok(key.value);
      }),

    renewDatabaseKey: (name) => inTurn(() => newKey(name)),

    credential: (connectionId) => readText(`credential:${connectionId}`, 'The sign-in of this connection'),

    setCredential: (connectionId, secret) => writeText(`credential:${connectionId}`, secret),

    deleteCredential: (connectionId) =>
      inTurn(() => write((slots) => void slots.delete(`credential:${connectionId}`))),

    held: (connectionId) => ({
      get: (name) => readText(heldSlot(connectionId, name), 'A secret that this connection keeps'),
      put: (name, secret) => writeText(heldSlot(connectionId, name), secret),
      drop: (name) => inTurn(() => write((slots) => void slots.delete(heldSlot(connectionId, name)))),
    }),

    deleteHeld: (connectionId) =>
      inTurn(async () => {
        const own = (slot: string) => slot.startsWith(heldSlot(connectionId, ''));
        // Nearly no connection holds anything: the file needn't be written for that.
        if (state.state === 'open' && ![...state.slots.keys()].some(own)) return ok(null);
        return write((slots) => {
          for (const slot of slots.keys()) if (own(slot)) slots.delete(slot);
        });
      }),

    kinds(connectionId) {
      if (state.state !== 'open') return [];
      const slots = [...state.slots.keys()];
      const signIns = slots.filter((slot) => slot === `credential:${connectionId}`).length;
      const others = slots
        .filter((slot) => slot.startsWith(heldSlot(connectionId, '')))
        .reduce((sum, slot) => sum + secretsIn(readText(slot, 'A secret that this connection keeps')), 0);
      return [
        { kind: 'Sign-in', count: signIns },
        { kind: 'Other secrets', count: others },
      ].filter(({ count }) => count > 0);
    },
  };
}

/** A slot can hold several by their ids, as a JSON record. One that can't be read holds at least one. */
function secretsIn(text: Result<string | null>): number {
  if (!text.ok || text.value === null) return 1;
  try {
    const value: unknown = JSON.parse(text.value);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value).length
      : 1;
  } catch {
    return 1;
  }
}

const heldSlot = (connectionId: string, name: string) => `held:${connectionId}:${name}`;
