import { randomBytes } from 'node:crypto';
import type { VaultTarget } from '../../src-preload/contract/vault.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { removeUnfinished } from '../base/atomic-file.ts';
import { errorFrom, invalidError, plainError } from '../base/errors.ts';
import { closedError, keyBytes, loadVault, statusOf, type State } from './load-vault.ts';
import { defaultCost } from './passphrase.ts';
import { screenSlot, seal, unseal } from './sealed-box.ts';
import { heldSlot, secretsIn } from './slots.ts';
import { text } from './text.ts';
import { readVaultFile, setVaultAside, writeVaultFile, type Wrapped } from './vault-file.ts';
import type { Keyring, Vault } from './vault.ts';
import { passphraseProblem, unwrapWithPassphrase, wrapWithKeyring, wrapWithPassphrase } from './wrap-key.ts';

interface VaultDeps {
  /** Path of `vault.json`. */
  file: string;
  keyring: Keyring;
  now?: () => number;
  /** scrypt's N for new passphrases; lower only in tests. */
  scryptCost?: number;
}

const wrongPassphrase = (path: 'passphrase' | 'current') => {
  const { sentence, nextStep } = text.wrongPassphrase;
  return invalidError(sentence, nextStep, [{ path, message: sentence }]);
};
const alreadyDecided = errorFrom('not-allowed', text.alreadyDecided);

/**
 * One random master key seals every secret; the keyring or the passphrase wraps that key. The keyring is used where there is
 * one and nothing else was chosen. With the memory backend nothing is written, not even the choice.
 */
export function createVault(deps: VaultDeps): Vault {
  const now = deps.now ?? Date.now;
  const cost = deps.scryptCost ?? defaultCost;
  removeUnfinished(deps.file);
  const load = () => loadVault({ file: deps.file, keyring: deps.keyring, now });
  let state: State = { state: 'unavailable', ...text.opening, keepFile: true };
  const status = () => statusOf(state);

  /** Changes of the state and of the file come one after the other. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  };
  const loaded = inTurn(async () => {
    state = await load();
  });

  const read = (slot: string, what: string, nextStep: string): Result<Buffer | null> => {
    if (state.state !== 'open') return fail(closedError(state));
    const box = state.slots.get(slot);
    if (box === undefined) return ok(null);
    const plain = unseal(state.master, slot, Buffer.from(box, 'base64'));
    if (plain !== null) return ok(plain);
    return fail(plainError('vault-unavailable', text.unreadableSecret(what), nextStep));
  };

  /** In memory only after it is on disk. */
  const write = async (
    change: (slots: Map<string, string>, master: Buffer) => void,
  ): Promise<Result<null>> => {
    if (state.state !== 'open') return fail(closedError(state));
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
    const secret = read(slot, what, text.signInAgain);
    if (!secret.ok || secret.value === null) return secret.ok ? ok(null) : secret;
    const plain = secret.value.toString('utf8');
    secret.value.fill(0);
    return ok(plain);
  };

  const writeText = (slot: string, secret: string) =>
    inTurn(() =>
      write((slots, master) => {
        const plain = Buffer.from(secret, 'utf8');
        slots.set(slot, seal(master, slot, plain).toString('base64'));
        plain.fill(0);
      }),
    );

  const wrapFor = async (to: VaultTarget, master: Buffer): Promise<Result<Wrapped>> => {
    if (to.backend === 'passphrase') {
      const problem = passphraseProblem(to.passphrase);
      return problem === null ? ok(await wrapWithPassphrase(master, to.passphrase, cost)) : fail(problem);
    }
    const keyring = await deps.keyring.state();
    return keyring.state === 'ready'
      ? wrapWithKeyring(master, deps.keyring, keyring.name)
      : fail(errorFrom('vault-unavailable', text.noKeyringNow(keyring.why)));
  };

  /** The key of the vault that is open, wrapped in another way. `isFirst`: it was in memory only so far. */
  const wrapAgain = async (
    to: VaultTarget,
    current: string | null,
  ): Promise<Result<{ wrapped: Wrapped; isFirst: boolean }>> => {
    if (state.state !== 'open') return fail(closedError(state));
    const isFirst = state.wrapped === null;
    if (isFirst && readVaultFile(deps.file).end !== 'none')
      return fail(errorFrom('not-allowed', text.earlierVaultStays));
    if (state.wrapped?.backend === 'passphrase') {
      // A passer-by who finds Steward unlocked must not be able to lock its owner out.
      const master = await unwrapWithPassphrase(state.wrapped, current ?? '');
      if (master?.equals(state.master) !== true) return fail(wrongPassphrase('current'));
      master.fill(0);
    }
    const wrapped = await wrapFor(to, state.master);
    return wrapped.ok ? ok({ wrapped: wrapped.value, isFirst }) : wrapped;
  };

  const newKey = async (name: 'ledger' | 'roster'): Promise<Result<Buffer>> => {
    const key = randomBytes(keyBytes);
    const written = await write((slots, master) =>
      slots.set(`database:${name}`, seal(master, `database:${name}`, key).toString('base64')),
    );
    return written.ok ? ok(key) : written;
  };

  return {
    ready: () => loaded,
    status,
    choosePassphrase: (passphrase) =>
      inTurn(async () => {
        if (state.state === 'open') return fail(alreadyDecided);
        if (state.state === 'unavailable' && state.keepFile) return fail(closedError(state));
        const problem = passphraseProblem(passphrase);
        if (problem !== null) return fail(problem);
        const master = randomBytes(keyBytes);
        const wrapped = await wrapWithPassphrase(master, passphrase, cost);
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
        if (state.state !== 'locked') return fail(closedError(state));
        const { content } = state;
        if (content.wrapped.backend !== 'passphrase') return fail(closedError(state));
        const master = await unwrapWithPassphrase(content.wrapped, passphrase);
        if (master === null || master.length !== keyBytes) return fail(wrongPassphrase('passphrase'));
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
        if (state.state === 'open') return state.wrapped === null ? ok(status()) : fail(alreadyDecided);
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
        if (state.state !== 'open') state = await load();
        return ok(status());
      }),

    startOver: () =>
      inTurn(async () => {
        if (state.state === 'open') return fail(alreadyDecided);
        if (state.state === 'unavailable' && state.keepFile) return fail(closedError(state));
        if (readVaultFile(deps.file).end !== 'none') {
          const aside = setVaultAside(deps.file, 'replaced', now());
          if (!aside.ok) return aside;
        }
        state = await load();
        return ok(status());
      }),

    cannotLock: () =>
      state.state === 'open' && state.wrapped === null
        ? errorFrom('not-allowed', text.nothingToUnlockWith)
        : null,

    lock: () =>
      inTurn(async () => {
        if (state.state !== 'open') return ok(status());
        if (state.wrapped === null) return fail(errorFrom('not-allowed', text.nothingToUnlockWith));
        const { master, wrapped, slots } = state;
        state = { state: 'locked', content: { version: 1, wrapped, slots: Object.fromEntries(slots) } };
        master.fill(0);
        return ok(status());
      }),

    async change(to, current, beforeFirstFile = () => Promise.resolve(ok(null))) {
      const next = await inTurn(() => wrapAgain(to, current));
      if (!next.ok) return next;
      // Not in turn: what it waits for may have a secret to keep first.
      const prepared = next.value.isFirst ? await beforeFirstFile() : ok(null);
      if (!prepared.ok) return prepared;
      return inTurn(async () => {
        if (state.state !== 'open') return fail(closedError(state));
        const { wrapped } = next.value;
        const written = await writeVaultFile(deps.file, wrapped, state.slots);
        if (!written.ok) return written;
        state = {
          ...state,
          wrapped,
          name: wrapped.backend === 'keyring' ? wrapped.name : 'Passphrase',
        };
        return ok(status());
      });
    },

    async keyring() {
      const keyring = await deps.keyring.state();
      return keyring.state === 'ready' ? keyring : { state: 'none', why: keyring.why };
    },

    databaseKey: (name) =>
      inTurn(async () => {
        const key = read(`database:${name}`, text.databaseKey(name), text.restoreCopy);
        if (!key.ok) return key;
        return key.value === null ? newKey(name) : ok(key.value);
      }),

    credential: (connectionId) => readText(`credential:${connectionId}`, text.credential),

    setCredential: (connectionId, secret) => writeText(`credential:${connectionId}`, secret),

    deleteCredential: (connectionId) =>
      inTurn(() => write((slots) => void slots.delete(`credential:${connectionId}`))),

    held: (connectionId) => ({
      get: (name) => readText(heldSlot(connectionId, name), text.heldSecret),
      put: (name, secret) => writeText(heldSlot(connectionId, name), secret),
      drop: (name) => inTurn(() => write((slots) => void slots.delete(heldSlot(connectionId, name)))),
    }),

    deleteHeld: (connectionId) =>
      inTurn(async () => {
        const own = (slot: string) => slot.startsWith(heldSlot(connectionId, ''));
        // Nearly no connection holds anything: then the file needn't be written.
        if (state.state === 'open' && ![...state.slots.keys()].some(own)) return ok(null);
        return write((slots) => {
          for (const slot of slots.keys()) if (own(slot)) slots.delete(slot);
        });
      }),

    sealScreen: (plain) =>
      // With a passphrase, nothing is shown before it is entered; in memory, nothing is kept.
      state.state === 'open' && state.wrapped?.backend === 'keyring'
        ? seal(state.master, screenSlot, plain)
        : null,

    kinds(connectionId) {
      if (state.state !== 'open') return [];
      const slots = [...state.slots.keys()];
      const signIns = slots.filter((slot) => slot === `credential:${connectionId}`).length;
      const others = slots
        .filter((slot) => slot.startsWith(heldSlot(connectionId, '')))
        .reduce((sum, slot) => sum + secretsIn(readText(slot, text.heldSecret)), 0);
      return [
        { kind: 'Sign-in', count: signIns },
        { kind: 'Other secrets', count: others },
      ].filter(({ count }) => count > 0);
    },
  };
}
