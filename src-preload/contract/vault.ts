import { z } from 'zod';
import { longestPassphrase, shortestPassphrase } from '../shared/limits.ts';

export const vaultStatus = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('open'),
    backend: z.enum(['keyring', 'passphrase', 'memory']),
    name: z.string(),
  }),
  /** No keyring on this system and nothing chosen yet. */
  z.object({ state: z.literal('undecided'), why: z.string() }),
  /** Locked by the user, or since the start: the passphrase opens it, or the keyring once it is asked again. */
  z.object({ state: z.literal('locked'), by: z.enum(['passphrase', 'keyring']), name: z.string() }),
  /** The keyring used before can't be read now: nothing is cleared, it can be tried again. */
  z.object({
    state: z.literal('unavailable'),
    sentence: z.string(),
    nextStep: z.string(),
    /** A newer Steward wrote the vault's file; left out, it may be had after all. */
    kind: z.literal('other-version').optional(),
  }),
]);
export type VaultStatus = z.infer<typeof vaultStatus>;

/** When Steward locks without being asked to. `afterMinutes` null: not by the time. */
export const lockRules = z.object({
  afterMinutes: z.int().min(1).max(1440).nullable(),
  /** When the computer goes to sleep or its screen is locked. */
  onSleep: z.boolean(),
});
export type LockRules = z.infer<typeof lockRules>;

/** Whether the system's keyring can keep the vault's key. */
export const keyringOffer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready'), name: z.string() }),
  z.object({ state: z.literal('none'), why: z.string() }),
]);
export type KeyringOffer = z.infer<typeof keyringOffer>;

/** What keeps the vault's key from now on. */
export const vaultTarget = z.discriminatedUnion('backend', [
  z.object({
    backend: z.literal('passphrase'),
    passphrase: z.string().min(shortestPassphrase).max(longestPassphrase),
  }),
  z.object({ backend: z.literal('keyring') }),
]);
export type VaultTarget = z.infer<typeof vaultTarget>;

export const vaultCalls = {
  status: { input: z.object({}), output: vaultStatus },
  /** scrypt + AES-256-GCM; at least 8 characters. */
  choosePassphrase: {
    input: z.object({ passphrase: z.string().min(shortestPassphrase).max(longestPassphrase) }),
    output: vaultStatus,
  },
  unlock: { input: z.object({ passphrase: z.string().max(longestPassphrase) }), output: vaultStatus },
  /** Nothing is kept after quitting: neither sign-ins nor offline copies. */
  chooseMemory: { input: z.object({}), output: vaultStatus },
  retry: { input: z.object({}), output: vaultStatus },
  /** Sets aside a vault that can’t be opened, and starts a new one. Nothing is deleted. */
  startOver: { input: z.object({}), output: vaultStatus },
  /** Closes the databases, ends the sessions and drops every secret from memory. The page is loaded again, empty. */
  lock: { input: z.object({}), output: vaultStatus },
  /** Another passphrase, or another kind of vault. `current`: the passphrase it has now, null where it has none. */
  change: {
    input: z.object({ to: vaultTarget, current: z.string().max(longestPassphrase).nullable() }),
    output: vaultStatus,
  },
  keyring: { input: z.object({}), output: keyringOffer },
};
